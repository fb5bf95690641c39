package io.millrace.scoring.spec;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code model} of a specification. Left out, it is all defaults. */
final class ModelReader {

    static final ModelSection DEFAULTS =
            new ModelSection(
                    "model.onnx",
                    "model.yaml",
                    ModelSection.FEATURED,
                    List.of(),
                    Map.of(),
                    128,
                    Duration.ofMillis(5),
                    null,
                    null,
                    Duration.ofSeconds(60),
                    null,
                    null);

    /** Above this no model that was measured gains, and memory and latency grow. */
    private static final int LARGEST_BATCH = 65_536;

    private ModelReader() {}

    static ModelSection model(Optional<Value> value) {
        return value.map(ModelReader::model).orElse(DEFAULTS);
    }

    private static ModelSection model(Value value) {
        Section model = Section.of(value, Keys.MODEL);
        return new ModelSection(
                model.get("onnx", Value::text, DEFAULTS.onnx()),
                model.get("card", Value::text, DEFAULTS.card()),
                model.get("input", Value::text, DEFAULTS.input()),
                model.get("inputs", list -> list.someTexts("column"), DEFAULTS.inputs()),
                model.get("fill", ModelReader::fill, DEFAULTS.fill()),
                model.get(
                        "max_batch",
                        rows -> (int) Scalars.integer(rows, 1, LARGEST_BATCH),
                        DEFAULTS.maxBatch()),
                model.get("max_linger", Scalars::durationOrZero, DEFAULTS.maxLinger()),
                model.get("registry").map(Value::text).orElse(null),
                model.get("canary_key").map(Value::text).orElse(null),
                model.get("verify_timeout", Scalars::positiveDuration, DEFAULTS.verifyTimeout()),
                model.get("drift").map(ModelReader::drift).orElse(null),
                model.get("explain").map(ModelReader::explain).orElse(null));
    }

    private static ExplainSection explain(Value value) {
        Section explain = Section.of(value, Keys.EXPLAIN);
        return new ExplainSection(
                explain.get(
                        "top",
                        inputs -> (int) Scalars.integer(inputs, 1, Integer.MAX_VALUE),
                        ExplainSection.DEFAULT_TOP),
                explain.get("above").map(Scalars::number).orElse(null));
    }

    private static DriftSection drift(Value value) {
        Section drift = Section.of(value, Keys.DRIFT);
        DriftSection usual = DriftSection.DEFAULTS;
        return new DriftSection(
                drift.get("window", Scalars::positiveDuration, usual.window()),
                drift.get("psi", Scalars::notNegative, usual.psi()),
                drift.get("null_rate", Scalars::share, usual.nullRate()),
                drift.get(
                        "min_rows",
                        rows -> Scalars.integer(rows, 0, Long.MAX_VALUE),
                        usual.minRows()));
    }

    private static Map<String, Double> fill(Value value) {
        Map<String, Double> fill = new LinkedHashMap<>();
        value.entries().forEach((column, number) -> fill.put(column, Scalars.number(number)));
        return fill;
    }
}
