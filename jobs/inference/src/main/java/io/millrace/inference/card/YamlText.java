package io.millrace.inference.card;

import java.util.StringJoiner;
import java.util.regex.Pattern;
import javax.annotation.Nullable;

/** The few forms of YAML that a card is written in. */
final class YamlText {

    /** Texts that need no quotes wherever they stand, and that no YAML reader takes for else. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");

    private static final Pattern RESERVED =
            Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

    /** Line and paragraph separators and the byte order mark. */
    private static final String UNPRINTABLE = "\u2028\u2029\ufeff";

    private YamlText() {}

    static String scalar(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !RESERVED.matcher(text).matches();
        return plain ? text : quoted(text);
    }

    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || (c >= 0x7f && c <= 0xa0) || UNPRINTABLE.indexOf(c) >= 0) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /** The shortest text that gives the same double; whole numbers without a fraction. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return ".nan";
        } else if (Double.isInfinite(value)) {
            return value > 0 ? ".inf" : "-.inf";
        } else if (value == Math.rint(value)
                && Math.abs(value) < 1e15
                && Double.doubleToLongBits(value) != Double.doubleToLongBits(-0.0)) {
            return Long.toString((long) value);
        }
        return Double.toString(value);
    }

    /** A mapping on one line. */
    static final class Flow {
        private final StringJoiner entries = new StringJoiner(", ", "{ ", " }");

        Flow put(String key, @Nullable String value) {
            return value == null ? this : putRaw(key, scalar(value));
        }

        Flow putRaw(String key, String yaml) {
            entries.add(key + ": " + yaml);
            return this;
        }

        @Override
        public String toString() {
            return entries.toString();
        }
    }
}
