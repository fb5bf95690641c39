package io.millrace.training.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/** A file that {@link OnnxGraph} wrote, in ONNX Runtime, as the job would run it. */
public final class OnnxScorer implements AutoCloseable {

    private static final int BATCH = 4096;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    /**
     * Loads a model, with one thread to run it.
     *
     * @throws IllegalStateException when ONNX Runtime does not take the file
     */
    public OnnxScorer(byte[] model) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            this.session = environment.createSession(model, options);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime refuses the model: " + e.getMessage(), e);
        }
    }

    /**
     * Scores all rows, in batches.
     *
     * @param matrix row after row
     * @return a score a row
     */
    public float[] score(float[] matrix, int rows) {
        float[] scores = new float[rows];
        int width = rows == 0 ? 0 : matrix.length / rows;
        try {
            for (int from = 0; from < rows; from += BATCH) {
                score(matrix, from, Math.min(BATCH, rows - from), width, scores);
            }
            return scores;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime fails: " + e.getMessage(), e);
        }
    }

    private void score(float[] matrix, int from, int rows, int width, float[] scores)
            throws OrtException {
        FloatBuffer values = FloatBuffer.wrap(matrix, from * width, rows * width).slice();
        try (OnnxTensor features =
                        OnnxTensor.createTensor(environment, values, new long[] {rows, width});
                OrtSession.Result result = session.run(Map.of(OnnxGraph.FEATURES, features))) {
            ((OnnxTensor) result.get(0)).getFloatBuffer().get(scores, from, rows);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("cannot close the session", e);
        }
    }
}
