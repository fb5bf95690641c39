package io.millrace.features.aggregate;

/**
 * Count, and the earliest and the latest time in milliseconds. A settled tile takes late rows too,
 * so the newest row is not always the last one added.
 */
enum Span implements Accumulator {
    TIMES;

    @Override
    public int words() {
        return 3;
    }

    @Override
    public void add(Ir ir, int word, int object, RowReader row, int column) {
        long time = row.time();
        if (ir.words[word]++ == 0) {
            ir.words[word + 1] = time;
            ir.words[word + 2] = time;
        } else if (time >= ir.words[word + 2]) {
            ir.words[word + 2] = time;
        } else {
            ir.words[word + 1] = Math.min(ir.words[word + 1], time);
        }
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        into.words[word] += later.words[word];
        into.words[word + 1] = Math.min(into.words[word + 1], later.words[word + 1]);
        into.words[word + 2] = Math.max(into.words[word + 2], later.words[word + 2]);
    }
}
