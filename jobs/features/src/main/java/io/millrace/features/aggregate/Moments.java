package io.millrace.features.aggregate;

/**
 * Count, mean and sum of squared deviations, grown by Welford's update and merged by Chan's
 * formula, neither of which subtracts large numbers from each other.
 */
record Moments(Numeric numeric) implements Accumulator {
    @Override
    public int words() {
        return 3;
    }

    @Override
    public void add(Ir ir, int word, int object, RowReader row, int column) {
        double value = numeric.read(row, column);
        long count = ++ir.words[word];
        if (count == 1) {
            ir.number(word + 1, value);
            ir.number(word + 2, Double.isFinite(value) ? 0 : Double.NaN);
            return;
        }
        double mean = ir.number(word + 1);
        double delta = value - mean;
        double moved = mean + delta / count;
        ir.number(word + 1, moved);
        ir.number(word + 2, ir.number(word + 2) + delta * (value - moved));
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        double before = into.words[word];
        double after = later.words[word];
        double count = before + after;
        double delta = later.number(word + 1) - into.number(word + 1);
        into.words[word] += later.words[word];
        into.number(word + 1, into.number(word + 1) + delta * (after / count));
        into.number(
                word + 2,
                into.number(word + 2)
                        + later.number(word + 2)
                        + delta * delta * (before * after / count));
    }

    /** The sample variance; NaN stays NaN. Only for two rows or more. */
    static double sampleVariance(Ir ir, int word) {
        return ir.number(word + 2) / (ir.words[word] - 1);
    }
}
