package io.millrace.bench.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.millrace.bench.measure.Mark;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;

/**
 * ONNX Runtime as it is called best: direct buffers in native byte order that both tensors are
 * views of, filled from arrays of floats with a bulk copy a row, one thread.
 */
final class BareRuntime implements AutoCloseable {

    private final OrtEnvironment environment =
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    private final OrtSession session;
    private final int batch;
    private final int width;
    private final int outputs;
    private final FloatBuffer in;
    private final FloatBuffer out;
    private final OnnxTensor inTensor;
    private final OnnxTensor outTensor;
    private final float[][] values;

    BareRuntime(Subject subject, int batch) throws OrtException {
        this.batch = batch;
        this.width = subject.width();
        this.outputs = subject.outputs();
        this.values = subject.numbers();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            this.session = environment.createSession(subject.model(), options);
        }
        this.in = direct(batch * width);
        this.out = direct(batch * outputs);
        this.inTensor = OnnxTensor.createTensor(environment, in, new long[] {batch, width});
        this.outTensor = OnnxTensor.createTensor(environment, out, new long[] {batch, outputs});
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** What {@code rows} rows cost, rounded up to whole batches, after some for warming up. */
    Outcome run(long warmUp, long rows) throws OrtException {
        double sum = score(warmUp);
        Mark before = Mark.now();
        long batches = (rows + batch - 1) / batch;
        sum += score(batches * batch);
        return new Outcome(Mark.now().minus(before), batches * batch, sum);
    }

    /** The sum of all outputs, so that none of them is for nothing. */
    private double score(long rows) throws OrtException {
        Map<String, OnnxTensor> inputs = Map.of("input", inTensor);
        Map<String, OnnxTensor> pinned = Map.of("score", outTensor);
        double sum = 0;
        int next = 0;
        for (long done = 0; done < rows; done += batch) {
            for (int i = 0; i < batch; i++) {
                in.put(i * width, values[next]);
                next = next + 1 == values.length ? 0 : next + 1;
            }
            try (OrtSession.Result result = session.run(inputs, Set.of(), pinned)) {
                for (int i = 0; i < batch; i++) {
                    sum += out.get(i * outputs);
                }
            }
        }
        return sum;
    }

    @Override
    public void close() throws OrtException {
        inTensor.close();
        outTensor.close();
        session.close();
    }
}
