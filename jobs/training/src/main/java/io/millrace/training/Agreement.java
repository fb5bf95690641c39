package io.millrace.training;

import io.millrace.training.dataset.Part;
import io.millrace.training.dataset.TrainingSet;
import io.millrace.training.model.FittedModel;
import io.millrace.training.onnx.ExportCheck;
import io.millrace.training.onnx.OnnxScorer;
import io.millrace.training.request.Method;
import io.millrace.training.request.Task;
import java.util.Arrays;
import java.util.Random;

/** Whether the exported file answers as the trainer does: on the rows, and on rows with holes. */
final class Agreement {

    private static final int MOST_ROWS = 50_000;
    private static final int ROWS_WITH_HOLES = 1_000;
    private static final double HOLES = 0.3;

    private Agreement() {}

    /** Returns the greatest deviation, or throws as {@link ExportCheck#compare} does. */
    static double of(FittedModel model, OnnxScorer scorer, TrainingSet set, Method method) {
        Part rows = set.all().spread(MOST_ROWS);
        Part torn = set.all().spread(ROWS_WITH_HOLES);
        float[] holes = withHoles(torn, method.seed());
        return Math.max(
                compare(model, scorer, rows.matrix(), rows.rows(), method.task()),
                compare(model, scorer, holes, torn.rows(), method.task()));
    }

    private static double compare(
            FittedModel model, OnnxScorer scorer, float[] matrix, int rows, Task task) {
        float[] expected = model.predict(matrix, rows);
        float[] actual = scorer.score(matrix, rows);
        double scale = task == Task.CLASSIFICATION ? 1 : greatest(expected);
        return ExportCheck.compare(expected, actual, scale, model.tolerance());
    }

    private static double greatest(float[] estimates) {
        double greatest = 0;
        for (float estimate : estimates) {
            greatest = Math.max(greatest, Math.abs(estimate));
        }
        return greatest == 0 ? 1 : greatest;
    }

    /** The first row is all holes; the data itself may have none. */
    private static float[] withHoles(Part rows, long seed) {
        Random random = new Random(seed);
        float[] matrix = rows.matrix();
        for (int i = 0; i < matrix.length; i++) {
            if (random.nextDouble() < HOLES) {
                matrix[i] = Float.NaN;
            }
        }
        Arrays.fill(matrix, 0, rows.width(), Float.NaN);
        return matrix;
    }
}
