package io.millrace.features.aggregate;

/** Count and the values of the last rows, oldest first. */
record LastValues(int most, boolean text) implements Accumulator {
    /** The values in a slot. */
    record Kept(Cells cells) implements Partial {
        @Override
        public byte[] bytes() {
            return PartialBytes.of(cells::write);
        }
    }

    @Override
    public int words() {
        return 1;
    }

    @Override
    public int objects() {
        return 1;
    }

    @Override
    public String memory() {
        return "8 + " + (text ? "text" : "8") + " for each row up to k";
    }

    Cells cells(Ir ir, int object) {
        return PartialBytes.partial(ir, object, Kept.class, in -> new Kept(Cells.read(in, text)))
                .cells();
    }

    @Override
    public void add(Ir ir, int word, int object, RowReader row, int column) {
        append(ir, word, object, 1, Cells.of(row, column, text));
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        append(into, word, object, later.words[word], cells(later, object));
    }

    private void append(Ir ir, int word, int object, long rows, Cells later) {
        Cells earlier = ir.words[word] == 0 ? Cells.none(text) : cells(ir, object);
        ir.words[word] += rows;
        ir.objects[object] = new Kept(earlier.lastOfBoth(later, most));
    }
}
