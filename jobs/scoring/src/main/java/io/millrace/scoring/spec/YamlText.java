package io.millrace.scoring.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.annotation.Nullable;

/** Writes YAML line by line. What the user wrote is repeated as written, the rest is marked. */
final class YamlText {

    private static final String STEP = "  ";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.][A-Za-z0-9_./-]*");
    private static final Pattern NOTHING = Pattern.compile("(?i)null");

    private final Positions positions;
    private final StringBuilder text = new StringBuilder();
    private int depth;

    YamlText(Positions positions) {
        this.positions = positions;
    }

    /** A key and a scalar; nothing when there is no value. */
    void scalar(String path, @Nullable Object value) {
        if (value != null) {
            String mark = positions.contains(path) ? "" : "  # default";
            line(key(path) + ": " + written(path, value) + mark);
        }
    }

    /** A key and a list of scalars; nothing when the list is empty. */
    void list(String path, List<String> values) {
        if (!values.isEmpty()) {
            line(key(path) + ": " + flow(path, values));
        }
    }

    /** A key and a mapping of names to scalars; nothing when the mapping is empty. */
    void mapping(String path, Map<String, ?> values) {
        if (!values.isEmpty()) {
            String entries =
                    values.entrySet().stream()
                            .map(e -> entry(path, e.getKey(), e.getValue()))
                            .collect(Collectors.joining(", ", "{ ", " }"));
            line(key(path) + ": " + entries);
        }
    }

    /** A key and what stands under it. */
    void block(String key, Runnable content) {
        line(quote(key) + ":");
        depth++;
        content.run();
        depth--;
    }

    /** An item of a list of mappings. */
    void item(Runnable content) {
        int start = text.length() + STEP.repeat(depth).length();
        depth++;
        content.run();
        depth--;
        text.replace(start, start + STEP.length(), "- ");
    }

    private String entry(String path, String key, Object value) {
        return quote(key) + ": " + written(path + "." + key, value);
    }

    private String flow(String path, List<String> values) {
        List<String> items = new ArrayList<>();
        for (String value : values) {
            items.add(written(path + "[" + items.size() + "]", value));
        }
        return "[" + String.join(", ", items) + "]";
    }

    private String written(String path, Object value) {
        return quote(positions.written(path).orElseGet(value::toString));
    }

    private void line(String content) {
        text.append(STEP.repeat(depth)).append(content).append('\n');
    }

    private static String key(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static String quote(String scalar) {
        if (PLAIN.matcher(scalar).matches() && !NOTHING.matcher(scalar).matches()) {
            return scalar;
        }
        String escaped = scalar.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return '"' + escaped + '"';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
