package io.millrace.features.aggregate;

import java.io.Serializable;

/**
 * One partial aggregate of a layout.
 *
 * @param accumulator how it grows
 * @param column the row's column it takes, -1: none
 * @param condition boolean column that must be true, -1: every row
 * @param word first of its words
 * @param object first of its objects
 */
public record Slot(Accumulator accumulator, int column, int condition, int word, int object)
        implements Serializable {

    boolean accepts(RowReader row) {
        if (condition >= 0 && (row.isNull(condition) || row.bits(condition) == 0)) {
            return false;
        }
        return column < 0 || !row.isNull(column);
    }

    /** Whether two IRs have both rows to merge; if only the later one has, they are copied. */
    boolean haveBoth(Ir into, Ir later) {
        if (later.words[word] == 0) {
            return false;
        }
        if (into.words[word] != 0) {
            return true;
        }
        copy(later, into);
        return false;
    }

    private void copy(Ir from, Ir to) {
        System.arraycopy(from.words, word, to.words, word, accumulator.words());
        if (accumulator.objects() > 0) {
            System.arraycopy(from.objects, object, to.objects, object, accumulator.objects());
        }
    }
}
