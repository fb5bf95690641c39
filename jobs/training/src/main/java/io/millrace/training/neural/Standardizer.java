package io.millrace.training.neural;

import io.millrace.training.dataset.Part;
import io.millrace.training.onnx.OnnxGraph;
import java.util.List;

/**
 * Brings features to mean 0 and standard deviation 1, as they were in training. A missing value
 * becomes the mean; a feature that never changed becomes 0.
 *
 * @param factors one over the standard deviation; 0 for a feature that never changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Standardizer(float[] means, float[] factors) {

    static Standardizer of(Part part) {
        float[] means = new float[part.width()];
        float[] factors = new float[part.width()];
        for (int feature = 0; feature < part.width(); feature++) {
            fit(part.column(feature), feature, means, factors);
        }
        return new Standardizer(means, factors);
    }

    /** Welford's update, which does not cancel far from zero. */
    private static void fit(float[] column, int feature, float[] means, float[] factors) {
        long count = 0;
        double mean = 0;
        double squares = 0;
        for (float value : column) {
            if (!Float.isNaN(value)) {
                count++;
                double difference = value - mean;
                mean += difference / count;
                squares += difference * (value - mean);
            }
        }
        means[feature] = (float) mean;
        double deviation = count == 0 ? 0 : Math.sqrt(squares / count);
        factors[feature] = deviation == 0 ? 0 : (float) (1 / deviation);
    }

    /** One row, in place of the scaled values. */
    void scale(float[] matrix, int offset, float[] scaled) {
        for (int i = 0; i < means.length; i++) {
            float value = matrix[offset + i];
            scaled[i] = Float.isNaN(value) ? 0 : (value - means[i]) * factors[i];
        }
    }

    /** The same as operators; returns the name of the scaled features. */
    String toOnnx(OnnxGraph graph) {
        String mean = graph.constant("means", means, 1, means.length);
        String factor = graph.constant("factors", factors, 1, factors.length);
        String missing = graph.add("IsNaN", "missing", List.of(OnnxGraph.FEATURES));
        String filled = graph.add("Where", "filled", List.of(missing, mean, OnnxGraph.FEATURES));
        String centred = graph.add("Sub", "centred", List.of(filled, mean));
        return graph.add("Mul", "scaled", List.of(centred, factor));
    }
}
