package io.millrace.inference.card;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * How an input, or an output, was distributed in training: what drift is measured against.
 *
 * @param column name of an input or an output of the card
 * @param nullRate share of rows in which it was missing, in [0, 1]
 * @param quantiles of the other rows at evenly spaced ranks, the first the minimum, the last the
 *     maximum (11 values are the deciles); not descending; empty when it was always missing or is
 *     no number
 */
public record ColumnBaseline(String column, double nullRate, List<Double> quantiles)
        implements Serializable {
    public ColumnBaseline {
        Objects.requireNonNull(column, "column");
        quantiles = List.copyOf(quantiles);
    }
}
