package io.millrace.features.aggregate;

/**
 * What a variance needs: count, origin (the first value), mean since the origin and sum of squared
 * deviations. Grown by Welford's update and merged by Chan's formula, neither of which subtracts
 * large numbers from each other; values are taken against the origin so that a small spread around
 * a large mean keeps its digits.
 */
record Moments(Numeric numeric) implements Accumulator {
    private static final int ORIGIN = 1;
    private static final int MEAN = 2;
    private static final int SQUARES = 3;

    @Override
    public int words() {
        return 4;
    }

    @Override
    public void add(Ir ir, int word, int object, RowReader row, int column) {
        double value = numeric.read(row, column);
        long count = ++ir.words[word];
        if (count == 1) {
            ir.number(word + ORIGIN, value);
            ir.number(word + SQUARES, Double.isFinite(value) ? 0 : Double.NaN);
            return;
        }
        double distance = value - ir.number(word + ORIGIN);
        double mean = ir.number(word + MEAN);
        double delta = distance - mean;
        double moved = mean + delta / count;
        ir.number(word + MEAN, moved);
        ir.number(word + SQUARES, ir.number(word + SQUARES) + delta * (distance - moved));
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        double before = into.words[word];
        double after = later.words[word];
        double share = after / (before + after);
        double shift = later.number(word + ORIGIN) - into.number(word + ORIGIN);
        double mean = into.number(word + MEAN);
        double delta = later.number(word + MEAN) + shift - mean;
        double squares = into.number(word + SQUARES) + later.number(word + SQUARES);
        into.words[word] += later.words[word];
        into.number(word + MEAN, mean + delta * share);
        into.number(word + SQUARES, squares + delta * delta * (before * share));
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

    /** The sample variance; NaN when a value was not finite. Only for two rows or more. */
    static double sampleVariance(Ir ir, int word) {
        return ir.number(word + SQUARES) / (ir.words[word] - 1);
    }
}
