package io.millrace.training.evaluation;

/**
 * A part of the training set with the model's answers.
 *
 * @param scores one a row; empty for a part without rows
 * @param labels one a row
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Scored(float[] scores, float[] labels) {

    boolean isEmpty() {
        return labels.length == 0;
    }

    boolean hasBothClasses() {
        boolean one = false;
        boolean zero = false;
        for (float label : labels) {
            one |= label == 1;
            zero |= label == 0;
        }
        return one && zero;
    }
}
