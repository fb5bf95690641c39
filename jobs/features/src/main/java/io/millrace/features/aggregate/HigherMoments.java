package io.millrace.features.aggregate;

/**
 * What skewness and kurtosis need: count, origin (the first value), mean since the origin and the
 * sums of the second, third and fourth powers of the deviations, grown and merged by the formulas
 * of Pébay (2008). A row is merged as a set of one.
 */
record HigherMoments(Numeric numeric) implements Accumulator {
    private static final int ORIGIN = 1;
    private static final int MEAN = 2;
    private static final int SECOND = 3;
    private static final int THIRD = 4;
    private static final int FOURTH = 5;

    @Override
    public int words() {
        return 6;
    }

    @Override
    public void add(Ir ir, int word, int object, RowReader row, int column) {
        double value = numeric.read(row, column);
        if (ir.words[word] == 0) {
            ir.words[word] = 1;
            ir.number(word + ORIGIN, value);
            ir.number(word + SECOND, Double.isFinite(value) ? 0 : Double.NaN);
            return;
        }
        combine(ir, word, 1, value - ir.number(word + ORIGIN), 0, 0, 0);
    }

    @Override
    public void merge(Ir into, Ir later, int word, int object) {
        double shift = later.number(word + ORIGIN) - into.number(word + ORIGIN);
        combine(
                into,
                word,
                later.words[word],
                later.number(word + MEAN) + shift,
                later.number(word + SECOND),
                later.number(word + THIRD),
                later.number(word + FOURTH));
    }

    private static void combine(
            Ir ir, int word, long rows, double mean, double second, double third, double fourth) {
        double a = ir.words[word];
        double b = rows;
        double n = a + b;
        double delta = mean - ir.number(word + MEAN);
        double step = delta / n;
        double second0 = ir.number(word + SECOND);
        double third0 = ir.number(word + THIRD);
        double product = delta * step * a * b;
        ir.number(
                word + FOURTH,
                ir.number(word + FOURTH)
                        + fourth
                        + product * step * step * (a * a - a * b + b * b)
                        + 6 * step * step * (a * a * second + b * b * second0)
                        + 4 * step * (a * third - b * third0));
        ir.number(
                word + THIRD,
                third0 + third + product * step * (a - b) + 3 * step * (a * second - b * second0));
        ir.number(word + SECOND, second0 + second + product);
        ir.number(word + MEAN, ir.number(word + MEAN) + b * step);
        ir.words[word] += rows;
    }

    /** Fisher's adjusted skewness; null below three rows or without spread. */
    static void skewness(Ir ir, int word, Result result) {
        double n = ir.words[word];
        double second = ir.number(word + SECOND);
        if (n > 2 && second != 0) {
            double plain = Math.sqrt(n) * ir.number(word + THIRD) / (second * Math.sqrt(second));
            result.set(Math.sqrt(n * (n - 1)) / (n - 2) * plain);
        }
    }

    /** Adjusted excess kurtosis; null below four rows or without spread. */
    static void kurtosis(Ir ir, int word, Result result) {
        double n = ir.words[word];
        double second = ir.number(word + SECOND);
        if (n > 3 && second != 0) {
            double excess = n * ir.number(word + FOURTH) / (second * second) - 3;
            result.set((n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6));
        }
    }
}
