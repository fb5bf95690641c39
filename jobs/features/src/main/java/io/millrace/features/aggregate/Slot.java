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

    boolean isEmpty(Ir ir) {
        return ir.words[word] == 0;
    }

    void copy(Ir from, Ir to) {
        System.arraycopy(from.words, word, to.words, word, accumulator.words());
        if (accumulator.objects() > 0) {
            System.arraycopy(from.objects, object, to.objects, object, accumulator.objects());
        }
    }
}
