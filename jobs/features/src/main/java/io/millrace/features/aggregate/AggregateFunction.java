package io.millrace.features.aggregate;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * A function over the rows of a window, one column of features. Nulls of the column are left out
 * before the function sees the row, as in SQL; NaN is a value like any other and makes a sum, a
 * mean, an extreme NaN.
 *
 * <p>Classes named in {@code META-INF/services/io.millrace.features.aggregate.AggregateFunction} of
 * a user's jar are found beside those that come with Millrace. They need a public constructor
 * without arguments, and travel to the cluster by Java serialization.
 */
public interface AggregateFunction extends Serializable {
    /** As users write it, in lower case. */
    String functionName();

    /**
     * What names it in a feature's name; tells apart what one function gives in several columns.
     */
    default String label() {
        return functionName();
    }

    /** What it takes in words, for the table of aggregations; empty when it takes no parameters. */
    default String parameters() {
        return "";
    }

    /** Parameters that it takes, for the table of aggregations and the tests. */
    default List<String> example() {
        return List.of();
    }

    /**
     * The function for parameters, or several that share one partial aggregate: one a column.
     *
     * @param parameters as users wrote them; empty when they wrote none
     * @throws IllegalArgumentException saying what it takes instead; a message goes on from the
     *     function's name
     */
    default List<AggregateFunction> with(List<String> parameters) {
        if (!parameters.isEmpty()) {
            throw new IllegalArgumentException("takes no parameters; write " + functionName());
        }
        return List.of(this);
    }

    /**
     * The function for a window.
     *
     * @param length milliseconds
     * @param hop milliseconds by which the tail moves; 0: an exact window
     */
    default AggregateFunction over(long length, long hop) {
        return this;
    }

    /** Whether {@code where} divides its rows into two, instead of leaving some of them out. */
    default boolean isDividedByCondition() {
        return false;
    }

    /** Inputs it takes; with {@link InputType#NONE} among them, it works without a column. */
    Set<InputType> inputs();

    /** Type of the answer. */
    ResultType result(InputType input);

    /** What it keeps per slot. */
    Accumulator accumulator(InputType input);

    /**
     * What it keeps per slot.
     *
     * @param condition the row's boolean column that divides its rows; -1 unless {@link
     *     #isDividedByCondition}
     */
    default Accumulator accumulator(InputType input, int condition) {
        return accumulator(input);
    }

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
