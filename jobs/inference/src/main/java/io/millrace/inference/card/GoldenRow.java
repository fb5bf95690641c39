package io.millrace.inference.card;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * A row whose outputs are known from the trainer, so that a model, its card and the runtime that
 * loads them can be recognised as belonging together.
 *
 * @param inputs one for each of the card's inputs, in their order; NaN for a missing one
 * @param outputs one for each of the card's outputs, in their order
 * @param tolerance how far a number may be off: {@code |actual − expected| ≤ tolerance × max(1,
 *     |expected|)}; not negative
 */
public record GoldenRow(List<GoldenValue> inputs, List<GoldenValue> outputs, double tolerance)
        implements Serializable {

    public static final double DEFAULT_TOLERANCE = 1e-5;

    public GoldenRow {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("tolerance must not be negative: " + tolerance);
        }
    }

    /** Of a model whose inputs and outputs are all single numbers. */
    public static GoldenRow of(double[] inputs, double[] outputs, double tolerance) {
        return new GoldenRow(numbers(inputs), numbers(outputs), tolerance);
    }

    private static List<GoldenValue> numbers(double[] values) {
        return Arrays.stream(values).<GoldenValue>mapToObj(GoldenValue.Numeric::new).toList();
    }
}
