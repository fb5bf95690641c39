package io.millrace.inference.card;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.annotation.Nullable;

/** Lays a card out for reading: one input, output, golden row and baseline a line. */
final class CardWriter {

    private final StringBuilder out = new StringBuilder();

    private CardWriter() {}

    static String write(ModelCard card) {
        CardWriter writer = new CardWriter();
        writer.head(card);
        writer.list("inputs", card.inputs().stream().map(CardWriter::input).toList());
        writer.list("outputs", card.outputs().stream().map(CardWriter::output).toList());
        writer.list("golden", card.golden().stream().map(CardWriter::golden).toList());
        if (card.training() != null) {
            writer.training(card.training());
        }
        writer.list(
                "baseline",
                card.baseline().stream()
                        .sorted(Comparator.comparing(ColumnBaseline::column))
                        .map(CardWriter::baseline)
                        .toList());
        return writer.out.toString();
    }

    private void head(ModelCard card) {
        line("name", card.name());
        line("version", card.version());
        line("sha256", card.sha256());
        line("created", card.created());
        line("description", card.description());
    }

    private void line(String key, @Nullable Object value) {
        if (value != null) {
            out.append(key).append(": ").append(YamlText.scalar(value.toString())).append('\n');
        }
    }

    private void list(String key, List<YamlText.Flow> entries) {
        if (!entries.isEmpty()) {
            out.append(key).append(":\n");
            entries.forEach(entry -> out.append("  - ").append(entry).append('\n'));
        }
    }

    private void training(TrainingRun run) {
        out.append("training:\n");
        indented("algorithm", run.algorithm());
        out.append("  rows: ").append(run.rows()).append('\n');
        indented("from", run.from());
        indented("to", run.to());
        indented("horizon", run.horizon() == null ? null : Durations.text(run.horizon()));
        if (!run.metrics().isEmpty()) {
            out.append("  metrics:\n");
            run.metrics()
                    .forEach(
                            (name, value) -> {
                                out.append("  ");
                                out.append("  ").append(YamlText.scalar(name)).append(": ");
                                out.append(YamlText.number(value)).append('\n');
                            });
        }
    }

    private void indented(String key, @Nullable Object value) {
        if (value != null) {
            out.append("  ");
            line(key, value);
        }
    }

    private static YamlText.Flow input(ModelInput input) {
        return new YamlText.Flow()
                .put("name", input.name())
                .put("type", input.type().text())
                .put("tensor", input.tensor())
                .put("unit", input.unit())
                .put("description", input.description());
    }

    private static YamlText.Flow output(ModelOutput output) {
        return new YamlText.Flow()
                .put("name", output.name())
                .put("meaning", output.meaning().text())
                .put("type", output.type().text())
                .put("tensor", output.tensor())
                .put("element", output.element())
                .put("unit", output.unit())
                .put("description", output.description());
    }

    private static YamlText.Flow golden(GoldenRow row) {
        return new YamlText.Flow()
                .putRaw("inputs", values(row.inputs()))
                .putRaw("outputs", values(row.outputs()))
                .putRaw("tolerance", YamlText.number(row.tolerance()));
    }

    private static YamlText.Flow baseline(ColumnBaseline baseline) {
        return new YamlText.Flow()
                .put("column", baseline.column())
                .putRaw("null_rate", YamlText.number(baseline.nullRate()))
                .putRaw(
                        "quantiles",
                        baseline.quantiles().stream()
                                .map(YamlText::number)
                                .collect(Collectors.joining(", ", "[", "]")));
    }

    private static String values(List<GoldenValue> values) {
        return values.stream().map(CardWriter::value).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String value(GoldenValue value) {
        if (value instanceof GoldenValue.Numeric number) {
            return YamlText.number(number.value());
        } else if (value instanceof GoldenValue.Text text) {
            return YamlText.quoted(text.value());
        } else if (value instanceof GoldenValue.Vector vector) {
            return values(vector.values());
        } else {
            YamlText.Flow flow = new YamlText.Flow();
            Map<String, GoldenValue> entries = ((GoldenValue.Entries) value).values();
            entries.forEach((key, entry) -> flow.putRaw(YamlText.quoted(key), value(entry)));
            return flow.toString();
        }
    }
}
