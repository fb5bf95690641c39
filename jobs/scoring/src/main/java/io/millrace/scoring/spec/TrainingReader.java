package io.millrace.scoring.spec;

import io.millrace.scoring.spec.TrainingSection.Split;
import io.millrace.scoring.spec.TrainingSection.Task;
import java.util.Map;

/** Reads the {@code training} of a specification. */
final class TrainingReader {

    static final String DEFAULT_ALGORITHM = "gbdt";
    static final double DEFAULT_VALIDATION = 0.2;

    private TrainingReader() {}

    static TrainingSection training(Value value) {
        Section training = Section.of(value, Keys.TRAINING);
        return new TrainingSection(
                training.require("label", "failed_within_24h", Value::text, ""),
                training.get(
                        "task",
                        task -> Scalars.oneOf(task, Task.class, Task.CLASSIFICATION),
                        Task.CLASSIFICATION),
                training.get("time").map(Value::text).orElse(null),
                training.get("group").map(Value::text).orElse(null),
                split(training),
                training.get("validation", TrainingReader::share, DEFAULT_VALIDATION),
                training.get("algorithm", Value::text, DEFAULT_ALGORITHM),
                training.get("parameters", FreeValues::mapping, Map.of()),
                training.get("threshold").map(Scalars::number).orElse(null),
                training.get("horizon").map(Value::text).orElse(null));
    }

    private static Split split(Section training) {
        boolean grouped = training.get("group").isPresent();
        Split fallback = grouped ? Split.GROUP : Split.TIME;
        return training.get(
                "split",
                value -> {
                    Split split = Scalars.oneOf(value, Split.class, fallback);
                    if (split == Split.GROUP && !grouped) {
                        value.problem(
                                "\"group\" needs the column; add for example group: machine_id");
                    }
                    return split;
                },
                fallback);
    }

    private static double share(Value value) {
        double share = Scalars.number(value);
        if (share > 0 && share < 1) {
            return share;
        }
        value.problem(value.quoted() + " is not a share between 0 and 1, such as 0.2");
        return DEFAULT_VALIDATION;
    }
}
