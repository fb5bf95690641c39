package io.millrace.features.tile;

import io.millrace.features.aggregate.Ir;
import java.io.DataOutput;
import java.io.IOException;

/** The rows of one key in one view, as far as they can still be asked for. */
public sealed interface History permits ExactHistory, HopHistory {
    /** Adds a row; it may be older than others. The row is copied. */
    void insert(Row row);

    /** Removes one row of the same time and values; false when there is none. */
    boolean remove(Row row);

    /**
     * Merges the rows of the windows before a time.
     *
     * @param time end of the window, milliseconds
     * @param inclusive whether rows at {@code time} count
     * @param lengths of the windows, milliseconds; best ascending, and always the same ones
     * @param into empty, one a window
     */
    void query(long time, boolean inclusive, long[] lengths, Scratch scratch, Ir[] into);

    /** Merges the rows of one window. */
    default void query(long time, boolean inclusive, long length, Scratch scratch, Ir into) {
        query(time, inclusive, new long[] {length}, scratch, new Ir[] {into});
    }

    /** Says that no more rows are expected up to and at a time. */
    void settle(long time, Scratch scratch);

    /** Forgets rows up to and at a time. */
    void expire(long time);

    /** Whether nothing is kept. */
    boolean isEmpty();

    /** Up to which time {@link #expire} must go to forget something; only when not empty. */
    long oldest();

    /** Up to which time {@link #expire} must go to forget everything; only when not empty. */
    long newest();

    /** Rows or tiles kept. */
    int size();

    /** Another history of the same rows; both may change afterwards, cheaply. */
    History copy();

    /** What is kept of a row. */
    RowLayout layout();

    /** Writes what {@code read} of the same kind of history takes. */
    void write(DataOutput out) throws IOException;
}
