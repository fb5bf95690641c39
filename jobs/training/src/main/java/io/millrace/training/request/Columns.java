package io.millrace.training.request;

import java.util.List;
import java.util.Objects;
import javax.annotation.Nullable;

/**
 * Which columns of the training set are what.
 *
 * @param features the model's inputs, in the model's order
 * @param label what the model shall foretell
 * @param time event time of a row: a timestamp, a date, or epoch milliseconds
 * @param group what rows belong to, such as a machine's id; null when rows are their own
 * @param labelMeaning what the label says, with its unit; null when nobody told
 */
public record Columns(
        List<String> features,
        String label,
        String time,
        @Nullable String group,
        @Nullable String labelMeaning) {
    public Columns {
        features = List.copyOf(features);
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(time, "time");
    }

    /** Columns whose label explains itself. */
    public Columns(List<String> features, String label, String time, @Nullable String group) {
        this(features, label, time, group, null);
    }
}
