package io.millrace.features.aggregate;

import java.io.Serializable;
import java.util.List;

/**
 * How one slot of an IR grows. Rows come in the order of their time; word 0 of the slot is the
 * number of rows in it and every accumulator keeps it. Two functions whose accumulators are equal
 * share a slot, so implementations are records or enums.
 *
 * <p>Objects of a slot are texts as {@code byte[]}, or {@link Partial}s; neither is ever changed
 * once it is in a slot. A partial that was written comes back as its bytes.
 */
public interface Accumulator extends Serializable {
    /** Words a slot takes, at least the one that counts. */
    int words();

    /** Objects a slot takes. */
    default int objects() {
        return 0;
    }

    /** Whether a slot's objects take memory for each row, up to a limit or without. */
    default boolean grows() {
        return false;
    }

    /** What a slot takes in memory, for the table of aggregations. */
    default String memory() {
        return words() * Long.BYTES + (objects() == 0 ? "" : " + text");
    }

    /** In words, by which tiles of an older definition are recognised. */
    default String describe(List<String> columns) {
        return toString();
    }

    /**
     * Adds a row later than all rows in the slot.
     *
     * @param column the row's column, not null in this row; -1 for a function without column
     */
    void add(Ir ir, int word, int object, RowReader row, int column);

    /** Appends a slot of later rows. Both are not empty; {@code later} is left as it is. */
    void merge(Ir into, Ir later, int word, int object);

    /**
     * Adds a row to all slots of this accumulator that take it. Accumulators that are met often say
     * it again, word for word: the copy in a final class is compiled without virtual calls.
     */
    default void addAll(Ir ir, RowReader row, Slot[] slots) {
        for (Slot slot : slots) {
            if (slot.accepts(row)) {
                add(ir, slot.word(), slot.object(), row, slot.column());
            }
        }
    }

    /** Appends all slots of this accumulator; said again for the same reason. */
    default void mergeAll(Ir into, Ir later, Slot[] slots) {
        for (Slot slot : slots) {
            if (slot.haveBoth(into, later)) {
                merge(into, later, slot.word(), slot.object());
            }
        }
    }
}
