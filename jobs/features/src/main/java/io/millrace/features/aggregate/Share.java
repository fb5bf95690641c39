package io.millrace.features.aggregate;

import java.util.List;

/**
 * Count, and the number of rows for which a condition is true.
 *
 * @param condition the row's boolean column; null is not true
 */
record Share(int condition) implements Accumulator {
    @Override
    public int words() {
        return 2;
    }

    @Override
    public String describe(List<String> columns) {
        return "Share of " + (condition < 0 ? "nothing" : columns.get(condition));
    }

    @Override
    public void add(Ir ir, int word, int object, RowReader row, int column) {
        ir.words[word]++;
        if (!row.isNull(condition) && row.bits(condition) != 0) {
            ir.words[word + 1]++;
        }
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        into.words[word] += later.words[word];
        into.words[word + 1] += later.words[word + 1];
    }
}
