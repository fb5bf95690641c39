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
        return "8 + " + (text ? "text" : "8") + " for each distinct value";
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
        Cells value = value(row, column, text, floating);
        boolean first = ir.words[word]++ == 0;
        ir.objects[object] = first ? value : Cells.in(ir, object, text).union(value);
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        into.words[word] += later.words[word];
        Cells added = Cells.in(later, object, text);
        into.objects[object] = Cells.in(into, object, text).union(added);
    }
}
