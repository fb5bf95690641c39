package io.millrace.inference.drift;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * A baseline's quantiles as bins, with the share of values that training had in each. Counts in
 * bins are all that the index needs, and exact, whatever the number of rows.
 *
 * <p>A bin reaches from one quantile, without it, to the next, with it; the first and the last are
 * open to their sides. Quantiles that are equal, as of a count that is mostly 0, make one bin with
 * the shares of all. Around a constant there is a bin for it, one below and one above.
 */
final class Bins implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A share of 0 would make the index infinite; this is the customary floor. */
    private static final double LEAST = 1e-4;

    /** Greatest value of each bin but the last. */
    private final double[] edges;

    private final double[] expected;

    private Bins(double[] edges, double[] expected) {
        this.edges = edges;
        this.expected = expected;
    }

    /**
     * @param quantiles at evenly spaced ranks, not descending, from minimum to maximum; at least
     *     one
     */
    static Bins of(List<Double> quantiles) {
        int last = quantiles.size() - 1;
        double lowest = quantiles.get(0);
        if (lowest == quantiles.get(last)) {
            return new Bins(new double[] {Math.nextDown(lowest), lowest}, new double[] {0, 1, 0});
        }
        double[] edges = new double[last];
        double[] expected = new double[last + 1];
        int bins = 0;
        int below = 0;
        for (int i = 1; i < last; i++) {
            if (quantiles.get(i) < quantiles.get(i + 1)) {
                edges[bins] = quantiles.get(i);
                expected[bins++] = (double) (i - below) / last;
                below = i;
            }
        }
        expected[bins] = (double) (last - below) / last;
        return new Bins(Arrays.copyOf(edges, bins), Arrays.copyOf(expected, bins + 1));
    }

    int size() {
        return expected.length;
    }

    /** The bin of a value that is not NaN. */
    int of(double value) {
        int found = Arrays.binarySearch(edges, value);
        return found < 0 ? -found - 1 : found;
    }

    /**
     * Population stability index: the sum over bins of (actual − expected) · ln(actual / expected).
     * 0 when both are alike; by a common rule of thumb above 0.1 something moved, above 0.25 much
     * did (Siddiqi, "Credit Risk Scorecards", 2006).
     *
     * @param counts of values by bin, not all 0
     */
    double stabilityIndex(long[] counts) {
        double total = Arrays.stream(counts).sum();
        double index = 0;
        for (int i = 0; i < expected.length; i++) {
            double actual = Math.max(LEAST, counts[i] / total);
            double wanted = Math.max(LEAST, expected[i]);
            index += (actual - wanted) * Math.log(actual / wanted);
        }
        return index;
    }

    /** The same for the same bins: counts of others are not to be mixed with these. */
    int fingerprint() {
        return 31 * Arrays.hashCode(edges) + Arrays.hashCode(expected);
    }
}
