package io.millrace.training.onnx;

import io.millrace.training.request.TrainingException;

/** Says whether the exported file gives the algorithm's own answers. */
public final class ExportCheck {

    private ExportCheck() {}

    /**
     * Compares row by row.
     *
     * @param expected the algorithm's own scores
     * @param actual the file's
     * @param scale what counts as a whole: 1 for chances, the greatest estimate for a regression
     * @param tolerance {@code |actual − expected| ≤ tolerance × scale} must hold
     * @return the greatest deviation, as a share of the scale
     * @throws TrainingException when a row is further off, or has no score on one side alone
     */
    public static double compare(float[] expected, float[] actual, double scale, double tolerance) {
        double greatest = 0;
        for (int row = 0; row < expected.length; row++) {
            double deviation = deviation(expected[row], actual[row]) / scale;
            if (!(deviation <= tolerance)) {
                throw new TrainingException(
                        "the exported model does not agree with the fitted one: row %d of the check is %s in ONNX Runtime, %s in the trainer, and %s is allowed; nothing was written"
                                .formatted(row, actual[row], expected[row], tolerance * scale));
            }
            greatest = Math.max(greatest, deviation);
        }
        return greatest;
    }

    private static double deviation(double expected, double actual) {
        if (Double.isNaN(expected) && Double.isNaN(actual)) {
            return 0;
        }
        return Math.abs(actual - expected);
    }
}
