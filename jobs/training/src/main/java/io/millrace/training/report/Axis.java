package io.millrace.training.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A range of numbers with a name, and round numbers on it.
 *
 * @param to more than {@code from}
 */
public record Axis(String title, double from, double to) {

    /** From 0 to 1, for shares. */
    public static Axis unit(String title) {
        return new Axis(title, 0, 1);
    }

    /** Wide enough for all values; a little wider where they are all the same. */
    public static Axis around(String title, double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        if (least > most) {
            return unit(title);
        }
        double margin = most > least ? 0 : Math.max(Math.abs(most) * 0.1, 1e-3);
        return new Axis(title, least - margin, most + margin);
    }

    /** Place of a value, 0 at the beginning and 1 at the end. */
    double share(double value) {
        return (value - from) / (to - from);
    }

    /** Multiples of 1, 2 or 5 times a power of ten, about five of them. */
    List<Double> ticks() {
        double rough = (to - from) / 5;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = power;
        for (double factor : new double[] {2, 5, 10}) {
            if (Math.abs(rough - power * factor) < Math.abs(rough - step)) {
                step = power * factor;
            }
        }
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }
}
