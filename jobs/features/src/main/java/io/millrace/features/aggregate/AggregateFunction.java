package io.millrace.features.aggregate;

import java.io.Serializable;
import java.util.Set;

/**
 * A function over the rows of a window. Nulls of the column are left out before the function sees
 * the row, as in SQL; NaN is a value like any other and makes a sum, a mean, an extreme NaN.
 */
public interface AggregateFunction extends Serializable {
    /** As users write it. */
    String functionName();

    /** Inputs it takes; with {@link InputType#NONE} among them, it works without a column. */
    Set<InputType> inputs();

    /** Type of the answer. */
    ResultType result(InputType input);

    /** What it keeps per slot. */
    Accumulator accumulator(InputType input);

    /**
     * Puts the answer into {@code result}, or leaves it null. Called for empty slots too.
     *
     * @param input the input it was planned for
     * @param time the spine row's event time, milliseconds
     */
    void finish(Ir ir, int word, int object, InputType input, long time, Result result);

    /** One sentence for the table of aggregations: what it says and when it is NULL. */
    String meaning();
}
