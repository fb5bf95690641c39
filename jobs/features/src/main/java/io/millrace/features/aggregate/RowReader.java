package io.millrace.features.aggregate;

/** One row of a history, as aggregations see it. The reader may move on after the call. */
public interface RowReader {
    /** Event time, milliseconds since the epoch. */
    long time();

    /** Whether a column is null. */
    boolean isNull(int column);

    /** The 64 bits of a column that is neither null nor text: see {@link InputType}. */
    long bits(int column);

    /** The value of a text column; immutable, null when the column is null. */
    Object object(int column);

    /** The bits of a floating column as a double. */
    default double number(int column) {
        return Double.longBitsToDouble(bits(column));
    }
}
