package io.millrace.inference.card;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import javax.annotation.Nullable;

/**
 * Where the model comes from.
 *
 * @param algorithm in a reader's words, such as {@code gbdt, 100 trees of depth 6}; null when not
 *     said
 * @param rows that it was fitted on
 * @param from event time of the first of them; null when not said
 * @param to event time of the last of them; null when not said
 * @param horizon how far ahead the label looks; null when it does not
 * @param metrics by name, such as {@code test_auc}
 */
public record TrainingRun(
        @Nullable String algorithm,
        long rows,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Duration horizon,
        Map<String, Double> metrics)
        implements Serializable {
    public TrainingRun {
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }
}
