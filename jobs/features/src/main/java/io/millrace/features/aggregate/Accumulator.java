package io.millrace.features.aggregate;

import java.io.Serializable;

/**
 * How one slot of an IR grows. Rows come in the order of their time; word 0 of the slot is the
 * number of rows in it and every accumulator keeps it. Two functions whose accumulators are equal
 * share a slot, so implementations are records or enums.
 */
public interface Accumulator extends Serializable {
    /** Words a slot takes, at least the one that counts. */
    int words();

    /** Objects a slot takes. */
    default int objects() {
        return 0;
    }

    /**
     * Adds a row later than all rows in the slot.
     *
     * @param column the row's column, not null in this row; -1 for a function without column
     */
    void add(Ir ir, int word, int object, RowReader row, int column);

    /** Appends a slot of later rows. Both are not empty; {@code later} is left as it is. */
    void merge(Ir into, Ir later, int word, int object);
}
