package io.millrace.training.model;

import io.millrace.inference.card.Meaning;
import java.util.List;

/** A model, as the algorithm that fitted it holds it. Closing it gives back native memory. */
public interface FittedModel extends AutoCloseable {

    /** In a reader's words, such as {@code gbdt, 143 trees of depth 6}. */
    String description();

    /** How the score is to be read: as a chance only where fitting did not weigh the classes. */
    Meaning meaning();

    /**
     * The algorithm's own answer, against which the exported file is checked.
     *
     * @param matrix row after row, NaN where a value is missing
     * @return a score a row
     */
    float[] predict(float[] matrix, int rows);

    /** The model as an ONNX file: {@code features [N, F]} to {@code score [N, 1]}. */
    byte[] toOnnx();

    /**
     * How far the file may be from {@link #predict}, as a share of 1 for a classification, of the
     * greatest estimate for a regression.
     */
    double tolerance();

    /** How much each feature counts, in the order of the features; sums to 1, or all 0. */
    double[] importance();

    /** What {@link #importance} is a share of, such as {@code gain}. */
    String importanceKind();

    /** How the fitting went; empty for algorithms without rounds. */
    List<Round> rounds();

    @Override
    void close();
}
