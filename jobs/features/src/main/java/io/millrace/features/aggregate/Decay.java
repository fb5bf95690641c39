package io.millrace.features.aggregate;

/**
 * Count, time of the newest row, sum of weights and weighted mean, where a row's weight halves with
 * every half-life that it is older than the newest. A value that is not finite makes the mean NaN.
 *
 * @param halfLife milliseconds
 */
record Decay(Numeric numeric, long halfLife) implements Accumulator {
    private static final int NEWEST = 1;
    private static final int WEIGHT = 2;
    private static final int MEAN = 3;
    private static final double LN_2 = 0.6931471805599453;

    @Override
    public int words() {
        return 4;
    }

    @Override
    public void add(Ir ir, int word, int object, RowReader row, int column) {
        double value = numeric.read(row, column);
        if (!Double.isFinite(value)) {
            value = Double.NaN;
        }
        if (ir.words[word]++ == 0) {
            ir.words[word + NEWEST] = row.time();
            ir.number(word + WEIGHT, 1);
            ir.number(word + MEAN, value);
        } else {
            combine(ir, word, row.time(), 1, value);
        }
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        into.words[word] += later.words[word];
        combine(
                into,
                word,
                later.words[word + NEWEST],
                later.number(word + WEIGHT),
                later.number(word + MEAN));
    }

    /** Either side may be the newer one: a settled tile takes late rows too. */
    private void combine(Ir ir, int word, long newest, double weight, double mean) {
        long before = ir.words[word + NEWEST];
        double kept = ir.number(word + WEIGHT);
        double added = weight;
        if (newest >= before) {
            kept *= share(before, newest);
            ir.words[word + NEWEST] = newest;
        } else {
            added *= share(newest, before);
        }
        double total = kept + added;
        double keptMean = ir.number(word + MEAN);
        ir.number(word + WEIGHT, total);
        ir.number(word + MEAN, keptMean + (mean - keptMean) * (added / total));
    }

    /** StrictMath, because one set of rows has one answer on every processor. */
    private double share(long from, long to) {
        return StrictMath.exp(-LN_2 * Trend.seconds(from, to) * 1000 / halfLife);
    }

    static double mean(Ir ir, int word) {
        return ir.number(word + MEAN);
    }
}
