package io.millrace.scoring.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.Nullable;

/**
 * A place in a text where the environment is asked: {@code ${NAME}} or {@code ${NAME:-default}}. A
 * doubled dollar sign before the brace is how a plain dollar sign and brace are written.
 *
 * @param start offset of the dollar sign
 * @param end offset behind the closing brace
 * @param form what stands there
 * @param name the variable; empty unless the form is {@code VARIABLE}
 * @param fallback used when the variable is unset or empty; one line, without a closing brace.
 *     Null: there is none
 */
public record Placeholder(int start, int end, Form form, String name, @Nullable String fallback) {

    /** What a dollar sign and a brace turned out to be. */
    public enum Form {
        /** To be replaced by the variable's value, or by the fallback. */
        VARIABLE,
        /** A doubled dollar sign and a brace: to be replaced by a single one and the brace. */
        ESCAPED,
        /** An unclosed brace, or something in it that cannot be a variable's name. */
        MALFORMED
    }

    private static final Pattern OPENING =
            Pattern.compile(
                    "(?<escaped>\\$\\$\\{)"
                            + "|\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?<fallback>[^}\\n]*))?}"
                            + "|(?<malformed>\\$\\{)");

    private static final Pattern UNSET =
            Pattern.compile("(?:[^ ]+: )?environment variable (?<name>\\w+) is not set; .*");

    /** All placeholders of a text, in its order. */
    public static List<Placeholder> in(CharSequence text) {
        List<Placeholder> found = new ArrayList<>();
        Matcher matcher = OPENING.matcher(text);
        while (matcher.find()) {
            found.add(of(matcher));
        }
        return found;
    }

    /** The placeholder that begins at an offset, if one does. */
    public static Optional<Placeholder> at(CharSequence text, int offset) {
        Matcher matcher = OPENING.matcher(text).region(offset, text.length());
        return matcher.lookingAt() ? Optional.of(of(matcher)) : Optional.empty();
    }

    private static Placeholder of(Matcher matcher) {
        Form form =
                matcher.group("escaped") != null
                        ? Form.ESCAPED
                        : matcher.group("malformed") != null ? Form.MALFORMED : Form.VARIABLE;
        String name = form == Form.VARIABLE ? matcher.group("name") : "";
        return new Placeholder(
                matcher.start(), matcher.end(), form, name, matcher.group("fallback"));
    }

    /** What to write in the placeholder's place; empty when there is nothing to write. */
    public Optional<String> resolve(Map<String, String> environment) {
        return switch (form) {
            case ESCAPED -> Optional.of("${");
            case MALFORMED -> Optional.empty();
            case VARIABLE -> {
                String value = environment.get(name);
                boolean missing = value == null || (value.isEmpty() && fallback != null);
                yield Optional.ofNullable(missing ? fallback : value);
            }
        };
    }

    /** The variable that a {@link #complaint} says is not set; empty for any other message. */
    static Optional<String> unset(String message) {
        Matcher matcher = UNSET.matcher(message);
        return matcher.matches() ? Optional.of(matcher.group("name")) : Optional.empty();
    }

    /** Why {@link #resolve} found nothing, and the way out. */
    public String complaint() {
        return form == Form.MALFORMED
                ? "\"${\" does not begin ${NAME} or ${NAME:-default};"
                        + " write \"$${\" where a plain \"${\" is meant"
                : "environment variable %s is not set; set it, or write a default: ${%s:-default}"
                        .formatted(name, name);
    }
}
