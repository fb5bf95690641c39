package io.millrace.features.aggregate;

/** The values of a sketch in order, with the number of values up to and at each. */
final class KllRanks {
    private double[] values;
    private long[] ranks;

    KllRanks(Kll sketch) {
        values = sketch.level(0);
        ranks = new long[values.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = i + 1L;
        }
        for (int level = 1; level < sketch.depth(); level++) {
            merge(sketch.level(level), 1L << level);
        }
    }

    private void merge(double[] higher, long weight) {
        double[] merged = new double[values.length + higher.length];
        long[] mergedRanks = new long[merged.length];
        int i = 0;
        int j = 0;
        while (i + j < merged.length) {
            boolean lower = j == higher.length || (i < values.length && values[i] <= higher[j]);
            merged[i + j] = lower ? values[i++] : higher[j++];
            mergedRanks[i + j - 1] = (i == 0 ? 0 : ranks[i - 1]) + j * weight;
        }
        values = merged;
        ranks = mergedRanks;
    }

    /** As PERCENTILE_CONT: between the two values whose places are nearest to the fraction. */
    double quantile(double fraction) {
        double place = fraction * (ranks[ranks.length - 1] - 1);
        long floor = (long) Math.floor(place);
        double low = at(floor);
        double high = at((long) Math.ceil(place));
        if (low == high) {
            return low;
        }
        double part = place - floor;
        return low * (1 - part) + high * part;
    }

    /** The value at a place, counted from 0. */
    private double at(long place) {
        int low = 0;
        int high = ranks.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ranks[middle] > place) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return values[low];
    }
}
