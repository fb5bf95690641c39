package io.millrace.scoring.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * How a model is fitted to the training set.
 *
 * @param label the column to be predicted
 * @param time the column that orders rows in time; null: the training set's row time
 * @param group rows with one value of this column are never divided between training and
 *     validation; null: no such column
 * @param split how rows are divided
 * @param validation share of the rows (or groups) kept for validation, between 0 and 1
 * @param algorithm a name the training module knows
 * @param parameters the algorithm's own, as written: {@code Long}, {@code Double}, {@code Boolean},
 *     {@code String}, or lists and maps of these
 * @param threshold the score from which a row counts as positive; null: the trainer chooses
 * @param horizon what a positive label says about the future, such as {@code 24h}, in the user's
 *     words; null: not said
 */
public record TrainingSection(
        String label,
        Task task,
        @Nullable String time,
        @Nullable String group,
        Split split,
        double validation,
        String algorithm,
        Map<String, Object> parameters,
        @Nullable Double threshold,
        @Nullable String horizon) {

    /** What kind of label is learnt. */
    public enum Task {
        CLASSIFICATION,
        REGRESSION
    }

    /** How rows are divided into training and validation. */
    public enum Split {
        /** The newest rows validate. */
        TIME,
        /** Groups are drawn; needs {@code group}. */
        GROUP
    }

    public TrainingSection {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
