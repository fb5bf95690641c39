package io.millrace.training.metrics;

/** Rows by what they were and what they were taken for. */
public record Confusion(
        long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {

    /** A row is taken for a 1 when its score is the threshold or more. */
    public static Confusion at(double threshold, float[] scores, float[] labels) {
        long[] counts = new long[4];
        for (int i = 0; i < scores.length; i++) {
            counts[(scores[i] >= threshold ? 0 : 2) + (labels[i] == 1 ? 0 : 1)]++;
        }
        return new Confusion(counts[0], counts[1], counts[2], counts[3]);
    }

    /** Share of true ones among those taken for 1; NaN when there are none. */
    public double precision() {
        return (double) truePositives / (truePositives + falsePositives);
    }

    /** Share of the ones that were found; NaN when there are none. */
    public double recall() {
        return (double) truePositives / (truePositives + falseNegatives);
    }
}
