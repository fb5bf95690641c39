package io.millrace.scoring.spec;

import io.millrace.scoring.spec.TrainingSection.Split;
import io.millrace.scoring.spec.TrainingSection.Task;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the {@code training} of a specification. */
final class TrainingReader {

    static final String DEFAULT_ALGORITHM = "gbdt";
    static final double DEFAULT_TEST = 0.2;
    static final double DEFAULT_VALIDATION = 0.1;
    static final long DEFAULT_SEED = 1;

    private TrainingReader() {}

    static TrainingSection training(Value value) {
        Section training = Section.of(value, Keys.TRAINING);
        Task task = training.get("task", TrainingReader::task, Task.CLASSIFICATION);
        return new TrainingSection(
                training.require("label", "failed_within_24h", Value::text, ""),
                training.get("label_meaning").map(Value::text).orElse(null),
                task,
                training.get("time").map(Value::text).orElse(null),
                training.get("group").map(Value::text).orElse(null),
                split(training),
                training.get("test", TrainingReader::testShare, DEFAULT_TEST),
                validation(training),
                training.get("algorithm", Value::text, DEFAULT_ALGORITHM),
                training.get("parameters", TrainingReader::parameters, Map.of()),
                training.get("threshold").map(found -> threshold(found, task)).orElse(null),
                training.get("horizon", Scalars::durationOrZero, Duration.ZERO),
                training.get("seed", TrainingReader::seed, DEFAULT_SEED));
    }

    private static Task task(Value value) {
        return Scalars.oneOf(value, Task.class, Task.CLASSIFICATION);
    }

    private static long seed(Value value) {
        return Scalars.integer(value, 0, Long.MAX_VALUE);
    }

    private static Split split(Section training) {
        boolean grouped = training.get("group").isPresent();
        Split fallback = grouped ? Split.GROUP : Split.TIME;
        return training.get("split", value -> split(value, grouped), fallback);
    }

    private static Split split(Value value, boolean grouped) {
        Split split = Scalars.oneOf(value, Split.class, Split.TIME);
        if (split == Split.GROUP && !grouped) {
            value.problem(
                    value.quoted()
                            + " needs to know the column; add for example group: machine_id");
        }
        return split;
    }

    private static double testShare(Value value) {
        double share = Scalars.number(value);
        if (share > 0 && share < 1) {
            return share;
        }
        value.problem(value.quoted() + " is not a share between 0 and 1, such as 0.2");
        return DEFAULT_TEST;
    }

    /** May be zero; what is left of the rows is fitted on. */
    private static double validation(Section training) {
        double share = training.get("validation", Scalars::number, DEFAULT_VALIDATION);
        double test = training.get("test", Scalars::number, DEFAULT_TEST);
        training.get("validation")
                .filter(value -> share < 0 || share + test >= 1)
                .ifPresent(
                        value ->
                                value.problem(
                                        value.quoted()
                                                + " is not a share from 0 to below 1 that leaves"
                                                + " rows to fit on beside test, such as 0.1"));
        return share;
    }

    private static double threshold(Value value, Task task) {
        double threshold = Scalars.number(value);
        if (task == Task.REGRESSION) {
            value.problem("means nothing to a regression; leave it out");
        } else if (threshold <= 0 || threshold >= 1) {
            value.problem(value.quoted() + " is not a score between 0 and 1, such as 0.5");
        }
        return threshold;
    }

    private static Map<String, String> parameters(Value value) {
        Map<String, String> parameters = new LinkedHashMap<>();
        value.entries().forEach((name, setting) -> parameters.put(name, setting.text()));
        return parameters;
    }
}
