package io.millrace.training.metrics;

import java.util.List;
import java.util.stream.IntStream;

/** Order statistics of a column, without its NaNs. */
public final class Quantiles {

    private Quantiles() {}

    /**
     * Values at evenly spaced ranks, from minimum to maximum, linear between neighbours.
     *
     * @param count how many, at least two
     * @return empty when there is no value
     */
    public static List<Double> of(float[] values, int count) {
        double[] sorted =
                IntStream.range(0, values.length)
                        .filter(i -> !Float.isNaN(values[i]))
                        .mapToDouble(i -> values[i])
                        .sorted()
                        .toArray();
        if (sorted.length == 0) {
            return List.of();
        }
        return IntStream.range(0, count)
                .mapToObj(i -> at((double) i / (count - 1), sorted))
                .toList();
    }

    private static double at(double rank, double[] sorted) {
        double place = rank * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** Share of NaNs, in [0, 1]. */
    public static double missing(float[] values) {
        long missing =
                IntStream.range(0, values.length).filter(i -> Float.isNaN(values[i])).count();
        return (double) missing / values.length;
    }
}
