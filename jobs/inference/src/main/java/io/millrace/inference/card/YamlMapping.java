package io.millrace.inference.card;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.annotation.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of the card with known keys. What is wrong goes to the problems, and the caller gets
 * null or an empty list and goes on.
 */
final class YamlMapping {

    private final Node node;
    private final String what;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /**
     * Enters the known keys and reports the others.
     *
     * @param what as a message names the mapping: {@code a golden row}
     * @param known the keys that it may have; null for any
     */
    YamlMapping(Node node, String what, @Nullable List<String> known, Problems problems) {
        this.node = node;
        this.what = what;
        this.problems = problems;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> enter(entry, known));
        } else {
            problems.at(node, what + " must be a mapping of keys to values");
        }
    }

    private void enter(NodeTuple entry, @Nullable List<String> known) {
        Node key = entry.getKeyNode();
        if (!(key instanceof ScalarNode scalar)) {
            problems.at(key, "a key must be a plain text");
        } else if (known != null && !known.contains(scalar.getValue())) {
            String name = scalar.getValue();
            String way = Suggestion.of(name, known);
            problems.at(
                    key,
                    "unknown key '%s' in %s%s"
                            .formatted(
                                    name,
                                    what,
                                    way.isEmpty() ? "; known: " + String.join(", ", known) : way));
        } else if (values.putIfAbsent(scalar.getValue(), entry.getValueNode()) != null) {
            problems.at(key, "key '" + scalar.getValue() + "' twice in " + what);
        }
    }

    Node node() {
        return node;
    }

    Map<String, Node> values() {
        return values;
    }

    boolean has(String key) {
        return values.containsKey(key) && !values.get(key).getTag().equals(Tag.NULL);
    }

    @Nullable
    String text(String key) {
        return has(key) ? text(key, values.get(key)) : null;
    }

    @Nullable
    String requiredText(String key) {
        if (!has(key)) {
            problems.at(node, what + " needs '" + key + "'");
            return null;
        }
        String text = text(key, values.get(key));
        if (text != null && text.isBlank()) {
            problems.at(values.get(key), "'" + key + "' must not be empty");
            return null;
        }
        return text;
    }

    /** A text in some form of its own; absent keys give null. */
    @Nullable
    <T> T parsed(String key, Function<String, Optional<T>> parse, String expected) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        Optional<T> value = parse.apply(text);
        if (value.isEmpty()) {
            problems.at(values.get(key), "%s: '%s' is not %s".formatted(key, text, expected));
        }
        return value.orElse(null);
    }

    /** Empty when the key is absent. */
    List<Node> list(String key) {
        if (!has(key)) {
            return List.of();
        }
        if (values.get(key) instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problems.at(values.get(key), "'" + key + "' must be a list");
        return List.of();
    }

    @Nullable
    private String text(String key, Node value) {
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        problems.at(value, "'" + key + "' must be a single value");
        return null;
    }
}
