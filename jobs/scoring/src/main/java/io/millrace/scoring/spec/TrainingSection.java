package io.millrace.scoring.spec;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * How a model is fitted to the training set.
 *
 * @param label the column to be predicted
 * @param labelMeaning what the label says, with its unit, for the model's card; null: not told
 * @param time the column that orders rows in time; null: the training set's row time
 * @param group rows with one value of this column are never divided; null: no such column
 * @param split what keeps the parts apart
 * @param test share of the rows (or groups) that give the metrics, between 0 and 1
 * @param validation share that says when to stop, from 0 to below 1; with {@code test} below 1
 * @param algorithm a name the training module knows
 * @param parameters the algorithm's own, as written, in the user's order
 * @param threshold the score from which a row counts as positive, between 0 and 1; null: the
 *     trainer chooses
 * @param horizon how far ahead of its row a label looks; zero: it does not
 * @param seed the same seed and rows give the same model
 */
public record TrainingSection(
        String label,
        @Nullable String labelMeaning,
        Task task,
        @Nullable String time,
        @Nullable String group,
        Split split,
        double test,
        double validation,
        String algorithm,
        Map<String, String> parameters,
        @Nullable Double threshold,
        Duration horizon,
        long seed) {

    /** What kind of label is learnt. Written {@code classification} or {@code regression}. */
    public enum Task {
        CLASSIFICATION,
        REGRESSION
    }

    /** How rows are divided. Written {@code time} or {@code group}. */
    public enum Split {
        /** Older rows fit, newer ones validate, the newest test. */
        TIME,
        /** Each part has groups of its own; needs {@code group}. */
        GROUP
    }

    public TrainingSection {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
