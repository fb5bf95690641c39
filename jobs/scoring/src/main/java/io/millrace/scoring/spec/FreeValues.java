package io.millrace.scoring.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Parts whose keys another module knows: turned into plain Java values as they stand. */
final class FreeValues {

    /** An alias to something around it would go on for ever. */
    private static final int DEEPEST = 8;

    private FreeValues() {}

    static Map<String, Object> mapping(Value value) {
        return mapping(value, 0);
    }

    private static Map<String, Object> mapping(Value value, int depth) {
        Map<String, Object> mapping = new LinkedHashMap<>();
        value.entries().forEach((key, entry) -> mapping.put(key, of(entry, depth + 1)));
        return Collections.unmodifiableMap(mapping);
    }

    private static Object of(Value value, int depth) {
        if (depth > DEEPEST) {
            value.problem("is nested deeper than " + DEEPEST + " levels; make it flatter");
            return "";
        }
        if (value.isMapping()) {
            return mapping(value, depth);
        }
        if (value.isList()) {
            return value.items().stream().map(item -> of(item, depth + 1)).toList();
        }
        return scalar(value);
    }

    private static Object scalar(Value value) {
        boolean plain = ((ScalarNode) value.node()).getScalarStyle() == ScalarStyle.PLAIN;
        String text = plain ? value.text() : value.scalar().orElse("");
        return plain ? typed(text) : text;
    }

    private static Object typed(String text) {
        for (String bool : List.of("true", "false")) {
            if (bool.equalsIgnoreCase(text)) {
                return Boolean.valueOf(text);
            }
        }
        return whole(text).<Object>map(x -> x).or(() -> fraction(text)).orElse(text);
    }

    private static Optional<Long> whole(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Double> fraction(String text) {
        boolean numeric = text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
        return numeric ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }
}
