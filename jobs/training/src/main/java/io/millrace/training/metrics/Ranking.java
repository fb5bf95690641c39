package io.millrace.training.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well scores put 1s before 0s. Rows of equal score have no order among them: they are taken
 * together, at every curve and in every area.
 */
public final class Ranking {

    /** Rows of one score. */
    private record Tie(float score, long positives, long negatives) {}

    /** Highest score first. */
    private final List<Tie> ties = new ArrayList<>();

    private final long positives;
    private final long negatives;

    private Ranking(float[] scores, float[] labels) {
        Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> -scores[i]));
        for (int from = 0; from < order.length; ) {
            float score = scores[order[from]];
            int to = from;
            long ones = 0;
            while (to < order.length && scores[order[to]] == score) {
                ones += labels[order[to]] == 1 ? 1 : 0;
                to++;
            }
            ties.add(new Tie(score, ones, to - from - ones));
            from = to;
        }
        this.positives = ties.stream().mapToLong(Tie::positives).sum();
        this.negatives = scores.length - positives;
    }

    /**
     * Sorts the rows by score.
     *
     * @param scores none of them NaN
     * @param labels 0 or 1, one a score
     * @throws IllegalArgumentException when a score is NaN, or the arrays differ in length
     */
    public static Ranking of(float[] scores, float[] labels) {
        if (scores.length != labels.length) {
            throw new IllegalArgumentException(
                    scores.length + " scores, but " + labels.length + " labels");
        }
        for (float score : scores) {
            if (Float.isNaN(score)) {
                throw new IllegalArgumentException("a score is NaN");
            }
        }
        return new Ranking(scores, labels);
    }

    /**
     * Chance that a random 1 has a higher score than a random 0, a tie counting half.
     *
     * @return NaN when there is only one class
     */
    public double rocAuc() {
        double wins = 0;
        long negativesAbove = 0;
        for (Tie tie : ties) {
            long below = negatives - negativesAbove - tie.negatives();
            wins += tie.positives() * (below + tie.negatives() / 2.0);
            negativesAbove += tie.negatives();
        }
        return wins / positives / negatives;
    }

    /**
     * Area below the precision-recall curve as average precision: the sum of precision times the
     * step in recall, without interpolation.
     *
     * @return NaN when there is no 1
     */
    public double averagePrecision() {
        double sum = 0;
        long ones = 0;
        long rows = 0;
        for (Tie tie : ties) {
            ones += tie.positives();
            rows += tie.positives() + tie.negatives();
            sum += tie.positives() * ((double) ones / rows);
        }
        return sum / positives;
    }

    /** True positive rate by false positive rate, from (0, 0) to (1, 1). */
    public List<Point> roc() {
        List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
        long ones = 0;
        long zeros = 0;
        for (Tie tie : ties) {
            ones += tie.positives();
            zeros += tie.negatives();
            points.add(new Point((double) zeros / negatives, (double) ones / positives));
        }
        return points;
    }

    /** Precision by recall, highest score first. */
    public List<Point> precisionRecall() {
        List<Point> points = new ArrayList<>();
        long ones = 0;
        long rows = 0;
        for (Tie tie : ties) {
            ones += tie.positives();
            rows += tie.positives() + tie.negatives();
            points.add(new Point((double) ones / positives, (double) ones / rows));
        }
        return points;
    }

    /**
     * The highest score from which on counting rows as 1 has the best F1.
     *
     * @return NaN when there is no 1
     */
    public double bestThreshold() {
        double best = 0;
        double threshold = Double.NaN;
        long ones = 0;
        long rows = 0;
        for (Tie tie : ties) {
            ones += tie.positives();
            rows += tie.positives() + tie.negatives();
            double f1 = 2.0 * ones / (rows + positives);
            if (f1 > best) {
                best = f1;
                threshold = tie.score();
            }
        }
        return threshold;
    }
}
