package io.millrace.inference.card;

import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a card into records, and reports all that is wrong with it at once. */
final class CardReader {

    private static final List<String> CARD =
            List.of(
                    "name",
                    "version",
                    "sha256",
                    "created",
                    "description",
                    "inputs",
                    "outputs",
                    "golden",
                    "training",
                    "baseline");
    private static final List<String> INPUT =
            List.of("name", "type", "tensor", "unit", "description");
    private static final List<String> OUTPUT =
            List.of("name", "meaning", "type", "tensor", "element", "unit", "description");
    private static final List<String> TRAINING =
            List.of("algorithm", "rows", "from", "to", "horizon", "metrics");
    private static final List<String> BASELINE = List.of("column", "null_rate", "quantiles");

    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    private static final String VALUE_TYPES = "one of float, double, int64, int32, bool, string";
    private static final String OUTPUT_TYPES =
            VALUE_TYPES
                    + ", or such a type with [], or a ZipMap's map<int64:float> or map<string:float>";
    private static final String MEANINGS = "one of score, probability, label, value, vector";

    private final Problems problems;

    CardReader(String source) {
        this.problems = new Problems(source);
    }

    ModelCard read(String yaml) {
        Node root = compose(yaml);
        problems.throwIfAny();
        YamlMapping card = new YamlMapping(root, "a model card", CARD, problems);
        String name = card.requiredText("name");
        String version = card.requiredText("version");
        String sha256 = card.parsed("sha256", CardReader::sha256, "64 hex digits");
        Instant created = instant(card, "created");
        List<ModelInput> inputs = inputs(card);
        List<ModelOutput> outputs = outputs(card);
        GoldenRows goldenRows = new GoldenRows(inputs, outputs, problems);
        List<GoldenRow> golden = goldenRows.read(card.list("golden"));
        TrainingRun training = card.has("training") ? training(card) : null;
        List<ColumnBaseline> baseline = baseline(card, inputs, outputs);
        problems.throwIfAny();
        return new ModelCard(
                name,
                version,
                sha256,
                created,
                card.text("description"),
                inputs,
                outputs,
                golden,
                training,
                baseline);
    }

    @Nullable
    private Node compose(String yaml) {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(16 << 20);
        limits.setMaxAliasesForCollections(0);
        limits.setNestingDepthLimit(16);
        try {
            Node root = new Yaml(limits).compose(new StringReader(yaml));
            if (root == null) {
                problems.at(1, "the card is empty");
            }
            return root;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.at(line, "not readable as YAML: " + e.getProblem());
        } catch (YAMLException e) {
            problems.at(1, "not readable as YAML: " + e.getMessage());
        }
        return null;
    }

    private static Optional<String> sha256(String text) {
        return Optional.of(text.toLowerCase(Locale.ROOT)).filter(SHA256.asMatchPredicate());
    }

    @Nullable
    private static Instant instant(YamlMapping mapping, String key) {
        return mapping.parsed(key, CardReader::instant, "a time such as 2026-01-05T10:20:00Z");
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private List<ModelInput> inputs(YamlMapping card) {
        List<ModelInput> inputs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node node : card.list("inputs")) {
            YamlMapping input = new YamlMapping(node, "an input", INPUT, problems);
            String name = requiredName(input, names);
            ValueType type = input.parsed("type", ValueType::parse, VALUE_TYPES);
            if (name != null) {
                inputs.add(
                        new ModelInput(
                                name,
                                Objects.requireNonNullElse(type, ValueType.FLOAT),
                                input.text("tensor"),
                                input.text("unit"),
                                input.text("description")));
            }
        }
        requireOne(card, "inputs");
        return inputs;
    }

    private List<ModelOutput> outputs(YamlMapping card) {
        List<ModelOutput> outputs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node node : card.list("outputs")) {
            YamlMapping output = new YamlMapping(node, "an output", OUTPUT, problems);
            String name = requiredName(output, names);
            Meaning meaning = output.parsed("meaning", Meaning::parse, MEANINGS);
            OutputType type = output.parsed("type", OutputType::parse, OUTPUT_TYPES);
            if (name != null) {
                outputs.add(
                        new ModelOutput(
                                name,
                                Objects.requireNonNullElse(meaning, Meaning.SCORE),
                                Objects.requireNonNullElseGet(
                                        type, () -> new OutputType.Scalar(ValueType.FLOAT)),
                                output.text("tensor"),
                                output.text("element"),
                                output.text("unit"),
                                output.text("description")));
            }
        }
        requireOne(card, "outputs");
        return outputs;
    }

    @Nullable
    private String requiredName(YamlMapping mapping, Set<String> names) {
        String name = mapping.requiredText("name");
        if (name != null && !names.add(name)) {
            problems.at(mapping.node(), "the name '" + name + "' is taken by one above");
            return null;
        }
        return name;
    }

    private void requireOne(YamlMapping card, String key) {
        boolean empty =
                card.values().get(key) instanceof SequenceNode list && list.getValue().isEmpty();
        if (!card.has(key) || empty) {
            problems.at(card.node(), "a model card needs '" + key + "' with at least one entry");
        }
    }

    private TrainingRun training(YamlMapping card) {
        YamlMapping run =
                new YamlMapping(card.values().get("training"), "training", TRAINING, problems);
        Long rows = run.parsed("rows", Numbers::whole, "a whole number");
        Duration horizon =
                run.parsed("horizon", Durations::parse, "a duration such as 90s, 24h or 7d");
        Map<String, Double> metrics = new TreeMap<>();
        if (run.has("metrics")) {
            YamlMapping named =
                    new YamlMapping(run.values().get("metrics"), "metrics", null, problems);
            for (String metric : named.values().keySet()) {
                Double value = named.parsed(metric, Numbers::parse, "a number");
                metrics.put(metric, Objects.requireNonNullElse(value, Double.NaN));
            }
        }
        return new TrainingRun(
                run.text("algorithm"),
                Objects.requireNonNullElse(rows, 0L),
                instant(run, "from"),
                instant(run, "to"),
                horizon,
                metrics);
    }

    private List<ColumnBaseline> baseline(
            YamlMapping card, List<ModelInput> inputs, List<ModelOutput> outputs) {
        List<String> known =
                Stream.concat(
                                inputs.stream().map(ModelInput::name),
                                outputs.stream().map(ModelOutput::name))
                        .toList();
        List<ColumnBaseline> baselines = new ArrayList<>();
        for (Node node : card.list("baseline")) {
            YamlMapping entry = new YamlMapping(node, "a baseline", BASELINE, problems);
            String column = entry.requiredText("column");
            if (column != null && !known.contains(column)) {
                String way = Suggestion.of(column, known);
                problems.at(node, "'" + column + "' is neither an input nor an output" + way);
            }
            Double nullRate = entry.parsed("null_rate", Numbers::rate, "a number from 0 to 1");
            List<Double> quantiles = Numbers.list(entry.list("quantiles"), "quantiles", problems);
            if (column != null) {
                baselines.add(
                        new ColumnBaseline(
                                column, Objects.requireNonNullElse(nullRate, 0.0), quantiles));
            }
        }
        return baselines;
    }
}
