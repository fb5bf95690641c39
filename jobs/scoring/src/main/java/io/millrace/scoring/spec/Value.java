package io.millrace.scoring.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value of the document and the path to it. Each way of reading it reports what is wrong and then
 * returns something harmless, so that reading goes on to the next problem. Messages quote what
 * stands in the file, never what the environment put there.
 *
 * @param line of the value's key or, in a list, of the value
 */
record Value(Reading reading, Node node, int line, String path) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    Value {
        String written = node instanceof ScalarNode scalar ? scalar.getValue() : null;
        reading.positions().put(path, line, written);
    }

    static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    void problem(String message) {
        reading.problem(line, path, message);
    }

    /** Nothing stands behind the key, or {@code null} or {@code ~} without quotes. */
    boolean isNull() {
        return node instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && Tag.NULL.equals(scalar.getTag());
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** The value for messages: as it stands in the file, in quotes. */
    String quoted() {
        if (node instanceof ScalarNode scalar) {
            return '"' + scalar.getValue() + '"';
        }
        return isMapping() ? "a mapping" : "a list";
    }

    /** The scalar's text, substituted; empty when it is missing or no scalar (reported). */
    Optional<String> scalar() {
        if (!(node instanceof ScalarNode scalar)) {
            problem("expected a single value, found " + quoted());
            return Optional.empty();
        }
        Optional<String> text = reading.substitute(scalar, line, path).map(String::strip);
        text.ifPresent(value -> reading.positions().putValue(path, value));
        return text;
    }

    /** A text that is not blank; {@code ""} after a problem. */
    String text() {
        Optional<String> text = isNull() ? Optional.of("") : scalar();
        if (text.isPresent() && text.get().isEmpty()) {
            problem("is empty; write a value or leave the key out");
        }
        return text.orElse("");
    }

    /** A text that can be part of a column's name without quotes; {@code ""} after a problem. */
    String name() {
        String name = text();
        if (name.isEmpty() || fitsInColumnNames(name)) {
            return name;
        }
        problem(notAName(quoted()));
        return "";
    }

    /** The problem with a name that would have to be quoted in SQL. */
    static String notAName(String quoted) {
        return quoted
                + " cannot be part of a column's name; begin with a letter, go on with letters,"
                + " digits and _";
    }

    static boolean fitsInColumnNames(String name) {
        return NAME.matcher(name).matches();
    }

    /** The parts of a list; a single scalar counts as a list of one, nothing as an empty list. */
    List<Value> items() {
        List<Value> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                String itemPath = path + "[" + items.size() + "]";
                items.add(new Value(reading, item, lineOf(item), itemPath));
            }
        } else if (isMapping()) {
            problem("expected a list, found a mapping");
        } else if (!isNull()) {
            items.add(new Value(reading, node, line, path + "[0]"));
        }
        return items;
    }

    /** A list of texts; one that is written twice is a problem. */
    List<String> texts() {
        Set<String> seen = new HashSet<>();
        List<String> texts = new ArrayList<>();
        for (Value item : items()) {
            String text = item.text();
            if (!text.isEmpty() && !seen.add(text)) {
                item.problem(item.quoted() + " is listed twice; leave one out");
            } else if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** A list of texts with at least one in it. */
    List<String> someTexts(String what) {
        if (isNull() || (node instanceof SequenceNode list && list.getValue().isEmpty())) {
            problem("is empty; name at least one " + what);
        }
        return texts();
    }

    /** What stands under free keys, in the file's order; nothing counts as an empty mapping. */
    Map<String, Value> entries() {
        Map<String, Value> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> putEntry(entries, tuple));
        } else if (!isNull()) {
            problem("expected a mapping of keys to values, found " + quoted());
        }
        return entries;
    }

    /** Like {@link #entries}, but the keys become part of columns' names, and one is needed. */
    Map<String, Value> named(String what, String example) {
        Map<String, Value> entries = entries();
        if (entries.isEmpty() && (isMapping() || isNull())) {
            problem("is empty; write for example " + example);
        }
        entries.forEach(
                (name, entry) -> {
                    if (!fitsInColumnNames(name)) {
                        entry.problem(what + " name " + notAName('"' + name + '"'));
                    }
                });
        return entries;
    }

    private void putEntry(Map<String, Value> entries, NodeTuple tuple) {
        int keyLine = lineOf(tuple.getKeyNode());
        if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
            reading.problem(keyLine, path, "a key cannot be a list or a mapping; write a name");
            return;
        }
        String key = keyNode.getValue();
        Value first = entries.get(key);
        if (first != null) {
            reading.problem(keyLine, path, writtenTwice(key, first.line()));
            return;
        }
        String entryPath = path.isEmpty() ? key : path + "." + key;
        entries.put(key, new Value(reading, tuple.getValueNode(), keyLine, entryPath));
    }

    private static String writtenTwice(String key, int firstLine) {
        return "key \"%s\" is written twice, first in line %d; keep one".formatted(key, firstLine);
    }
}
