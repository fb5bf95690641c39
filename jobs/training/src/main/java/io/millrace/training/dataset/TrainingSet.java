package io.millrace.training.dataset;

import java.util.Arrays;
import java.util.List;

/**
 * Rows by column, oldest first. The arrays are the set's own: callers only read them.
 *
 * @param features names of the columns, in the model's order
 * @param columns values by feature, then row; NaN where there is none, never infinite
 * @param labels by row
 * @param times epoch milliseconds by row, not descending
 * @param groups fingerprint of each row's group; all the same when rows have none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; lists would box every value
public record TrainingSet(
        List<String> features, float[][] columns, float[] labels, long[] times, long[] groups) {

    public int rows() {
        return labels.length;
    }

    /** The rows at these places, which must ascend. */
    public Part part(int[] rows) {
        return new Part(this, rows);
    }

    public Part all() {
        int[] rows = new int[rows()];
        Arrays.setAll(rows, i -> i);
        return part(rows);
    }
}
