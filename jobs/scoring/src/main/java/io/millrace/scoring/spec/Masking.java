package io.millrace.scoring.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows which values came from the environment and puts their names in their place, in texts of
 * others that may quote them: a parser's error message, a connector's exception.
 */
public final class Masking {

    /** Shorter values are masked only where they stand alone, or they would eat half the text. */
    private static final int SHORT = 4;

    private final Map<String, String> nameByValue = new LinkedHashMap<>();

    /** Remembers a value that was written in a variable's place. */
    public void add(String name, String value) {
        if (!value.isEmpty()) {
            nameByValue.putIfAbsent(value, name);
        }
    }

    /** The text with {@code ${NAME}} for each remembered value. */
    public String mask(String text) {
        List<String> values = new ArrayList<>(nameByValue.keySet());
        if (values.isEmpty()) {
            return text;
        }
        values.sort(Comparator.comparingInt(String::length).reversed());
        Pattern any = Pattern.compile(String.join("|", values.stream().map(this::form).toList()));
        Matcher matcher = any.matcher(text);
        return matcher.replaceAll(
                found ->
                        Matcher.quoteReplacement(
                                "${" + nameByValue.get(unescaped(found.group())) + "}"));
    }

    private String form(String value) {
        String plain = either(value, value.replace("'", "''"));
        return value.length() < SHORT ? "(?<![A-Za-z0-9])" + plain + "(?![A-Za-z0-9])" : plain;
    }

    private static String either(String value, String escaped) {
        String plain = Pattern.quote(value);
        return value.equals(escaped) ? plain : "(?:" + Pattern.quote(escaped) + "|" + plain + ")";
    }

    private String unescaped(String found) {
        return nameByValue.containsKey(found) ? found : found.replace("''", "'");
    }

    /** Says how many values are known, and none of them. */
    @Override
    public String toString() {
        return "Masking[" + nameByValue.size() + " values]";
    }
}
