package io.millrace.training.model;

import io.millrace.training.dataset.Part;
import java.util.Arrays;

/** How much scores change when a feature is missing: an importance that fits every model. */
public final class Occlusion {

    /** What the shares are of. */
    public static final String KIND = "change of the score when the feature is missing";

    private static final int MOST_ROWS = 2_000;

    private Occlusion() {}

    /** Scores rows that lie one after another. */
    @FunctionalInterface
    public interface Scoring {
        float[] score(float[] matrix, int rows);
    }

    /**
     * Mean absolute change over rows of the part, feature by feature.
     *
     * @return shares that sum to 1, or all 0 when no feature changes a score
     */
    public static double[] of(Scoring model, Part part) {
        Part rows = part.spread(MOST_ROWS);
        float[] matrix = rows.matrix();
        float[] whole = model.score(matrix, rows.rows());
        double[] changes = new double[rows.width()];
        for (int feature = 0; feature < changes.length; feature++) {
            float[] torn = matrix.clone();
            for (int row = 0; row < rows.rows(); row++) {
                torn[row * changes.length + feature] = Float.NaN;
            }
            float[] without = model.score(torn, rows.rows());
            for (int row = 0; row < whole.length; row++) {
                changes[feature] += Math.abs((double) without[row] - whole[row]);
            }
        }
        double total = Arrays.stream(changes).sum();
        return total == 0
                ? changes
                : Arrays.stream(changes).map(change -> change / total).toArray();
    }
}
