package io.millrace.features.aggregate;

/** Count, number of NaN, and a sketch of the other values. */
record Quantiles(Numeric numeric) implements Accumulator {
    private static final int NANS = 1;

    @Override
    public int words() {
        return 2;
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
        return "16 + 8 for each row, up to 25 kB";
    }

    @Override
    public void add(Ir ir, int word, int object, RowReader row, int column) {
        double value = numeric.read(row, column);
        ir.words[word]++;
        if (Double.isNaN(value)) {
            ir.words[word + NANS]++;
        } else {
            keep(ir, object, Kll.of(value));
        }
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        into.words[word] += later.words[word];
        into.words[word + NANS] += later.words[word + NANS];
        if (later.objects[object] != null) {
            keep(into, object, sketch(later, object));
        }
    }

    private static void keep(Ir ir, int object, Kll later) {
        ir.objects[object] = ir.objects[object] == null ? later : sketch(ir, object).merge(later);
    }

    private static Kll sketch(Ir ir, int object) {
        return PartialBytes.partial(ir, object, Kll.class, Kll::read);
    }

    /** Of a slot with at least one row; NaN when one of the values is. */
    static double quantile(Ir ir, int word, int object, double fraction) {
        return ir.words[word + NANS] > 0
                ? Double.NaN
                : new KllRanks(sketch(ir, object)).quantile(fraction);
    }
}
