package io.millrace.inference.drift;

import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * A column of the scored rows and what it was like in training.
 *
 * @param name of the model's input or output
 * @param column index in the scored row
 * @param bins null for a column that is no number, or was always missing: then only the share of
 *     missing values is compared
 * @param single whether the model takes or gives floats: values are rounded before they are binned,
 *     as those of the baseline were
 * @param nullRate share of missing values in training, in [0, 1]
 */
record Measured(String name, int column, @Nullable Bins bins, boolean single, double nullRate)
        implements Serializable {

    /** The bin of a value that is not NaN; only with bins. */
    int bin(double value) {
        return bins.of(single ? (float) value : value);
    }

    int binCount() {
        return bins == null ? 0 : bins.size();
    }
}
