package io.millrace.training.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How true scores are as chances. */
public final class Probabilities {

    /** Keeps the loss of a wrong 0 or 1 finite. */
    private static final double LEAST = 1e-15;

    private Probabilities() {}

    /** Mean of {@code −ln(chance given to what happened)}; chances below 1e-15 count as 1e-15. */
    public static double logLoss(float[] scores, float[] labels) {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            double chance = labels[i] == 1 ? scores[i] : 1.0 - scores[i];
            sum -= Math.log(Math.max(chance, LEAST));
        }
        return sum / scores.length;
    }

    /** Mean squared difference between score and label (Brier, 1950). */
    public static double brier(float[] scores, float[] labels) {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            double difference = (double) scores[i] - labels[i];
            sum += difference * difference;
        }
        return sum / scores.length;
    }

    /**
     * Mean score and share of ones in bins of equal numbers of rows, lowest scores first. Equal
     * widths would leave most bins empty where ones are rare.
     *
     * @param bins at most; rows of one score are never parted
     */
    public static List<Bin> calibration(float[] scores, float[] labels, int bins) {
        Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
        List<Bin> result = new ArrayList<>();
        int from = 0;
        for (int bin = 1; bin <= bins && from < order.length; bin++) {
            int to = Math.max(from + 1, (int) ((long) bin * order.length / bins));
            while (to < order.length && scores[order[to]] == scores[order[to - 1]]) {
                to++;
            }
            double score = 0;
            double ones = 0;
            for (int i = from; i < to; i++) {
                score += scores[order[i]];
                ones += labels[order[i]];
            }
            result.add(new Bin(score / (to - from), ones / (to - from), to - from));
            from = to;
        }
        return result;
    }

    /**
     * Rows of neighbouring scores.
     *
     * @param score mean of the rows' scores
     * @param share of ones among them
     */
    public record Bin(double score, double share, long rows) {}
}
