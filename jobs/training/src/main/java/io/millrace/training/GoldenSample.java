package io.millrace.training;

import io.millrace.inference.card.GoldenRow;
import io.millrace.training.dataset.Part;
import io.millrace.training.onnx.OnnxScorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Picks the rows that a model shall be recognised by. */
final class GoldenSample {

    private static final int WHOLE_ROWS = 6;

    /** Processors may differ in the last bits of a sigmoid; rare failures have small scores. */
    private static final double TOLERANCE = 1e-6;

    private GoldenSample() {}

    /**
     * Six rows of the test part at even steps from the lowest to the highest score, a middle one
     * again with every other feature missing, and a row in which all are missing.
     */
    static List<GoldenRow> of(Part test, OnnxScorer scorer) {
        int width = test.width();
        float[] matrix = test.matrix();
        float[] scores = scorer.score(matrix, test.rows());
        List<float[]> chosen = new ArrayList<>();
        for (int i = 0; i < WHOLE_ROWS; i++) {
            int row = nearest(scores, (double) i / (WHOLE_ROWS - 1));
            chosen.add(Arrays.copyOfRange(matrix, row * width, (row + 1) * width));
        }
        float[] torn = chosen.get(WHOLE_ROWS / 2).clone();
        for (int feature = 0; feature < width; feature += 2) {
            torn[feature] = Float.NaN;
        }
        chosen.add(torn);
        float[] missing = new float[width];
        Arrays.fill(missing, Float.NaN);
        chosen.add(missing);
        return chosen.stream().map(row -> golden(row, scorer.score(row, 1)[0])).toList();
    }

    /** The row whose score is nearest to this share of the way from the least to the greatest. */
    private static int nearest(float[] scores, double share) {
        double least = scores[0];
        double greatest = scores[0];
        for (float score : scores) {
            least = Math.min(least, score);
            greatest = Math.max(greatest, score);
        }
        double wanted = least + share * (greatest - least);
        int nearest = 0;
        for (int row = 1; row < scores.length; row++) {
            if (Math.abs(scores[row] - wanted) < Math.abs(scores[nearest] - wanted)) {
                nearest = row;
            }
        }
        return nearest;
    }

    private static GoldenRow golden(float[] row, float score) {
        double[] inputs = IntStream.range(0, row.length).mapToDouble(i -> row[i]).toArray();
        return GoldenRow.of(inputs, new double[] {score}, TOLERANCE);
    }
}
