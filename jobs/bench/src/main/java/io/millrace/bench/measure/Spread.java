package io.millrace.bench.measure;

import java.util.Arrays;
import java.util.Collection;

/** The middle and the ends of some runs' figures. */
public record Spread(double median, double min, double max) {

    /**
     * Takes them from at least one figure.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Spread of(Collection<Double> figures) {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("no figures");
        }
        double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int last = sorted.length - 1;
        double[] middle = Arrays.copyOfRange(sorted, last / 2, sorted.length - last / 2);
        return new Spread(Arrays.stream(middle).average().orElseThrow(), sorted[0], sorted[last]);
    }
}
