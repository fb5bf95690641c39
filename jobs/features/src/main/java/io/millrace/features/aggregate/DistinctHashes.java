package io.millrace.features.aggregate;

import org.apache.datasketches.hash.MurmurHash3;

/** Count, and a sketch of the set of values, by hashes of 64 bits. -0.0 is 0.0. */
record DistinctHashes(boolean text, boolean floating) implements Accumulator {
    /** Never to be changed: sketches in savepoints were made with it. */
    private static final long SEED = 9001;

    /** The library has no hash of nothing. */
    private static final long EMPTY_TEXT = 1;

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
        return "8 + 8 for each distinct value, up to 4 kB";
    }

    DistinctSketch sketch(Ir ir, int object) {
        return PartialBytes.partial(ir, object, DistinctSketch.class, DistinctSketch::read);
    }

    @Override
    public void add(Ir ir, int word, int object, RowReader row, int column) {
        DistinctSketch one = DistinctSketch.of(hash(row, column));
        ir.objects[object] = ir.words[word]++ == 0 ? one : sketch(ir, object).union(one);
    }

    private long hash(RowReader row, int column) {
        if (text) {
            byte[] bytes = (byte[]) row.object(column);
            return bytes.length == 0 ? EMPTY_TEXT : MurmurHash3.hash(bytes, SEED)[0];
        }
        boolean zero = floating && row.number(column) == 0;
        return MurmurHash3.hash(zero ? 0L : row.bits(column), SEED)[0];
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        into.words[word] += later.words[word];
        into.objects[object] = sketch(into, object).union(sketch(later, object));
    }
}
