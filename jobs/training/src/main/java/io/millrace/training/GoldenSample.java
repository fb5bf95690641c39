package io.millrace.training;

import io.millrace.inference.card.GoldenRow;
import io.millrace.training.dataset.Part;
import io.millrace.training.onnx.OnnxScorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Picks the rows that a model shall be recognised by. */
final class GoldenSample {

    private static final int WHOLE_ROWS = 6;

    private GoldenSample() {}

    /**
     * Six rows of the test part from the lowest to the highest score, the middle one again with
     * every other feature missing, and a row in which all are missing.
     */
    static List<GoldenRow> of(Part test, OnnxScorer scorer) {
        int width = test.width();
        float[] matrix = test.matrix();
        float[] scores = scorer.score(matrix, test.rows());
        Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(row -> scores[row]));
        List<float[]> chosen = new ArrayList<>();
        int whole = Math.min(WHOLE_ROWS, order.length);
        for (int i = 0; i < whole; i++) {
            int row = order[whole == 1 ? 0 : (int) ((long) i * (order.length - 1) / (whole - 1))];
            chosen.add(Arrays.copyOfRange(matrix, row * width, (row + 1) * width));
        }
        float[] torn = chosen.get(whole / 2).clone();
        for (int feature = 0; feature < width; feature += 2) {
            torn[feature] = Float.NaN;
        }
        chosen.add(torn);
        float[] missing = new float[width];
        Arrays.fill(missing, Float.NaN);
        chosen.add(missing);
        return chosen.stream().map(row -> golden(row, scorer.score(row, 1)[0])).toList();
    }

    private static GoldenRow golden(float[] row, float score) {
        double[] inputs = IntStream.range(0, row.length).mapToDouble(i -> row[i]).toArray();
        return GoldenRow.of(inputs, new double[] {score}, GoldenRow.DEFAULT_TOLERANCE);
    }
}
