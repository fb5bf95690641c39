package io.millrace.features.aggregate;

/** Count, and how many rows each value has. -0.0 is 0.0. */
record Frequencies(boolean text, boolean floating) implements Accumulator {
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
        return "8 + " + (text ? "8 and text" : "16") + " for each distinct value up to 1024";
    }

    ValueCounts counts(Ir ir, int object) {
        return PartialBytes.partial(
                ir, object, ValueCounts.class, in -> ValueCounts.read(in, text));
    }

    @Override
    public void add(Ir ir, int word, int object, RowReader row, int column) {
        ValueCounts one = new ValueCounts(DistinctValues.value(row, column, text, floating), 1);
        ir.objects[object] = ir.words[word]++ == 0 ? one : counts(ir, object).plus(one);
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        into.words[word] += later.words[word];
        into.objects[object] = counts(into, object).plus(counts(later, object));
    }
}
