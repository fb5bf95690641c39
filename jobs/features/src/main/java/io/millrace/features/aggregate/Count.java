package io.millrace.features.aggregate;

/** The number of rows, and nothing else. */
enum Count implements Accumulator {
    ROWS;

    @Override
    public int words() {
        return 1;
    }

    @Override
    public void add(Ir ir, int word, int object, RowReader row, int column) {
        ir.words[word]++;
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        into.words[word] += later.words[word];
    }

    @Override
    public void addAll(Ir ir, RowReader row, Slot[] slots) {
        for (Slot slot : slots) {
            if (slot.accepts(row)) {
                add(ir, slot.word(), slot.object(), row, slot.column());
            }
        }
    }

    @Override
    public void mergeAll(Ir into, Ir later, Slot[] slots) {
        for (Slot slot : slots) {
            if (slot.haveBoth(into, later)) {
                merge(into, later, slot.word(), slot.object());
            }
        }
    }
}
