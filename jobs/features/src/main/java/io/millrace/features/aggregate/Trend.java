package io.millrace.features.aggregate;

/**
 * What a least-squares line over time needs: count, origin (time and value of the first row), mean
 * time since the origin in seconds, mean value since the origin, and the sums of squared time
 * deviations and of co-deviations. Times and values are taken against the origin so that large ones
 * lose no precision.
 */
record Trend(Numeric numeric) implements Accumulator {
    private static final int ORIGIN = 1;
    private static final int VALUE_ORIGIN = 2;
    private static final int MEAN_TIME = 3;
    private static final int MEAN_VALUE = 4;
    private static final int TIME_SQUARES = 5;
    private static final int PRODUCTS = 6;
    private static final double MILLIS = 1000.0;

    @Override
    public int words() {
        return 7;
    }

    @Override
    public void add(Ir ir, int word, int object, RowReader row, int column) {
        double value = numeric.read(row, column);
        long count = ++ir.words[word];
        if (count == 1) {
            ir.words[word + ORIGIN] = row.time();
            ir.number(word + VALUE_ORIGIN, value);
            ir.number(word + PRODUCTS, Double.isFinite(value) ? 0 : Double.NaN);
            return;
        }
        double time = seconds(ir.words[word + ORIGIN], row.time());
        double meanTime = ir.number(word + MEAN_TIME);
        double meanValue = ir.number(word + MEAN_VALUE);
        double deltaTime = time - meanTime;
        double movedTime = meanTime + deltaTime / count;
        double distance = value - ir.number(word + VALUE_ORIGIN);
        double movedValue = meanValue + (distance - meanValue) / count;
        ir.number(word + MEAN_TIME, movedTime);
        ir.number(word + MEAN_VALUE, movedValue);
        plus(ir, word + TIME_SQUARES, deltaTime * (time - movedTime));
        plus(ir, word + PRODUCTS, deltaTime * (distance - movedValue));
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        double before = into.words[word];
        double after = later.words[word];
        double share = after / (before + after);
        double shift = seconds(into.words[word + ORIGIN], later.words[word + ORIGIN]);
        double deltaTime = later.number(word + MEAN_TIME) + shift - into.number(word + MEAN_TIME);
        double valueShift = later.number(word + VALUE_ORIGIN) - into.number(word + VALUE_ORIGIN);
        double deltaValue =
                later.number(word + MEAN_VALUE) + valueShift - into.number(word + MEAN_VALUE);
        into.words[word] += later.words[word];
        plus(into, word + MEAN_TIME, deltaTime * share);
        plus(into, word + MEAN_VALUE, deltaValue * share);
        double weight = before * share;
        plus(into, word + TIME_SQUARES, later.number(word + TIME_SQUARES));
        plus(into, word + TIME_SQUARES, deltaTime * deltaTime * weight);
        plus(into, word + PRODUCTS, later.number(word + PRODUCTS));
        plus(into, word + PRODUCTS, deltaTime * deltaValue * weight);
    }

    /** Units per second; null when all rows have one time. */
    static void slope(Ir ir, int word, Result result) {
        double squares = ir.number(word + TIME_SQUARES);
        if (squares > 0) {
            result.set(ir.number(word + PRODUCTS) / squares);
        }
    }

    private static void plus(Ir ir, int at, double value) {
        ir.number(at, ir.number(at) + value);
    }

    /** In doubles from the start: the distance of two extreme times does not fit 64 bits. */
    static double seconds(long from, long to) {
        long millis = to - from;
        boolean overflow = ((from ^ to) & (to ^ millis)) < 0;
        return (overflow ? (double) to - (double) from : millis) / MILLIS;
    }
}
