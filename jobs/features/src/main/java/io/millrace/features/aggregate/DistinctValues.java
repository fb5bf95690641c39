package io.millrace.features.aggregate;

/**
 * Count, and every value once, in order. -0.0 is 0.0.
 *
 * @param text values are texts rather than 64 bits
 * @param floating those bits are doubles
 */
record DistinctValues(boolean text, boolean floating) implements Accumulator {
    static DistinctValues of(InputType input) {
        return new DistinctValues(input == InputType.TEXT, input == InputType.FLOATING);
    }

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
        return "8 + " + (text ? "text" : "8") + " for each distinct value";
    }

    Cells cells(Ir ir, int object) {
        return kept(ir, object).cells();
    }

    private Kept kept(Ir ir, int object) {
        return PartialBytes.partial(ir, object, Kept.class, in -> new Kept(Cells.read(in, text)));
    }

    /** The value of a row as a set of one. */
    static Cells value(RowReader row, int column, boolean text, boolean floating) {
        if (floating && row.number(column) == 0) {
            return Cells.of(0);
        }
        return Cells.of(row, column, text);
    }

    @Override
    public void add(Ir ir, int word, int object, RowReader row, int column) {
        Kept value = new Kept(value(row, column, text, floating));
        if (ir.words[word]++ == 0) {
            ir.objects[object] = value;
        } else {
            ir.objects[object] = union(kept(ir, object), value);
        }
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        into.words[word] += later.words[word];
        into.objects[object] = union(kept(into, object), kept(later, object));
    }

    /** One of the two when it has all values of the other, so that neighbours share memory. */
    private static Kept union(Kept left, Kept right) {
        Cells cells = left.cells().union(right.cells());
        if (cells.size() == left.cells().size()) {
            return left;
        }
        return cells.size() == right.cells().size() ? right : new Kept(cells);
    }
}
