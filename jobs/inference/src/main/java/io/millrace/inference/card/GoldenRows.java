package io.millrace.inference.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads golden rows; the types that the card declares decide how each value is read. */
final class GoldenRows {

    private static final List<String> KEYS = List.of("inputs", "outputs", "tolerance");

    private final List<ModelInput> inputs;
    private final List<ModelOutput> outputs;
    private final Problems problems;

    GoldenRows(List<ModelInput> inputs, List<ModelOutput> outputs, Problems problems) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.problems = problems;
    }

    List<GoldenRow> read(List<Node> nodes) {
        List<GoldenRow> rows = new ArrayList<>();
        for (Node node : nodes) {
            YamlMapping row = new YamlMapping(node, "a golden row", KEYS, problems);
            List<OutputType> inputTypes =
                    inputs.stream()
                            .<OutputType>map(input -> new OutputType.Scalar(input.type()))
                            .toList();
            List<OutputType> outputTypes = outputs.stream().map(ModelOutput::type).toList();
            List<GoldenValue> in = values(row, "inputs", inputTypes);
            List<GoldenValue> out = values(row, "outputs", outputTypes);
            Double tolerance =
                    row.parsed("tolerance", Numbers::tolerance, "a number that is not negative");
            rows.add(
                    new GoldenRow(
                            in,
                            out,
                            Objects.requireNonNullElse(tolerance, GoldenRow.DEFAULT_TOLERANCE)));
        }
        return rows;
    }

    private List<GoldenValue> values(YamlMapping row, String key, List<OutputType> types) {
        List<Node> nodes = row.list(key);
        if (nodes.size() != types.size()) {
            problems.at(
                    row.node(),
                    "a golden row has %d %s, the card has %d"
                            .formatted(nodes.size(), key, types.size()));
            return List.of();
        }
        return Stream.iterate(0, i -> i < nodes.size(), i -> i + 1)
                .map(i -> value(nodes.get(i), types.get(i)))
                .toList();
    }

    private GoldenValue value(Node node, OutputType type) {
        if (type instanceof OutputType.Scalar) {
            return scalar(node, type.value());
        } else if (type instanceof OutputType.Vector) {
            return vector(node, type.value());
        } else {
            return entries(node, type.value());
        }
    }

    private GoldenValue scalar(Node node, ValueType type) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.at(node, "a single " + type.text() + " is expected here");
            return new GoldenValue.Numeric(Double.NaN);
        }
        String text = scalar.getValue();
        if (type == ValueType.STRING) {
            return new GoldenValue.Text(text);
        }
        Double number = Numbers.parse(text).orElse(null);
        if (number == null) {
            problems.at(node, "'" + text + "' is no number, and " + type.text() + " is expected");
        }
        return new GoldenValue.Numeric(Objects.requireNonNullElse(number, Double.NaN));
    }

    private GoldenValue vector(Node node, ValueType type) {
        if (node instanceof SequenceNode sequence) {
            return new GoldenValue.Vector(
                    sequence.getValue().stream().map(value -> scalar(value, type)).toList());
        }
        problems.at(node, "a list of " + type.text() + " is expected here");
        return new GoldenValue.Vector(List.of());
    }

    private GoldenValue entries(Node node, ValueType type) {
        Map<String, GoldenValue> entries = new TreeMap<>();
        new YamlMapping(node, "a golden map", null, problems)
                .values()
                .forEach((key, value) -> entries.put(key, scalar(value, type)));
        return new GoldenValue.Entries(entries);
    }
}
