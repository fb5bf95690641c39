package io.millrace.features.aggregate;

/** Count, and the times of the first and the last row in milliseconds. */
enum Span implements Accumulator {
    TIMES;

    @Override
    public int words() {
        return 3;
    }

    @Override
    public void add(Ir ir, int word, int object, RowReader row, int column) {
        if (ir.words[word]++ == 0) {
            ir.words[word + 1] = row.time();
        }
        ir.words[word + 2] = row.time();
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        into.words[word] += later.words[word];
        into.words[word + 2] = later.words[word + 2];
    }
}
