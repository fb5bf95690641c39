package io.millrace.features.aggregate;

/** Count and the values of the last rows, oldest first. */
record LastValues(int most, boolean text) implements Accumulator {
    @Override
    public int words() {
        return 1;
    }

    @Override
    public int objects() {
        return 1;
    }

    @Override
    public boolean grows() {
        return true;
    }

    @Override
    public String memory() {
        return "8 + " + (text ? "text" : "8") + " for each row up to k";
    }

    @Override
    public void add(Ir ir, int word, int object, RowReader row, int column) {
        append(ir, word, object, 1, Cells.of(row, column, text));
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        append(into, word, object, later.words[word], Cells.in(later, object, text));
    }

    private void append(Ir ir, int word, int object, long rows, Cells later) {
        Cells earlier = ir.words[word] == 0 ? Cells.none(text) : Cells.in(ir, object, text);
        ir.words[word] += rows;
        ir.objects[object] = earlier.lastOfBoth(later, most);
    }
}
