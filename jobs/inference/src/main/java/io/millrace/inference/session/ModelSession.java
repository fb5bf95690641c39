package io.millrace.inference.session;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A loaded model, safe to run from many threads and to close at any time.
 *
 * <p>Closing a session while another thread runs it kills the JVM, so {@link #close} only announces
 * the end, and whoever leaves last gives the native memory back: {@code users} is 1 for the owner
 * plus 1 for each run under way, and cannot rise from 0.
 */
public final class ModelSession implements AutoCloseable {

    private final OrtSession session;
    private final OnnxSignature signature;
    private final String sha256;
    private final AtomicInteger users = new AtomicInteger(1);
    private final AtomicBoolean closed = new AtomicBoolean();

    private ModelSession(OrtSession session, String sha256) throws OrtException {
        this.session = session;
        this.signature = OnnxSignature.of(session);
        this.sha256 = sha256;
    }

    /**
     * Loads a model after looking it through.
     *
     * @throws ModelRefusedException when the file is damaged, incomplete, or needs what this
     *     runtime does not have
     */
    public static ModelSession load(ModelBytes model) throws ModelRefusedException {
        ModelScan.check(model);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // a task has one thread; more of them burn CPU for nothing
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            return opened(environment().createSession(model.content(), options), model);
        } catch (OrtException e) {
            throw new ModelRefusedException(
                    model.source() + ": ONNX Runtime does not load it: " + e.getMessage(), e);
        }
    }

    private static ModelSession opened(OrtSession session, ModelBytes model) throws OrtException {
        try {
            return new ModelSession(session, model.sha256());
        } catch (OrtException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /**
     * The runtime, one for each process. What it has to say reaches us as exceptions; its own words
     * on stderr would be one for each row that fails.
     */
    public static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    }

    public OnnxSignature signature() {
        return signature;
    }

    /** Of the file that it was loaded from. */
    public String sha256() {
        return sha256;
    }

    /**
     * One run. Tensors must be open, and must stay so until this returns.
     *
     * @param requested outputs that the runtime is to allocate
     * @param pinned outputs that are written in place
     * @throws IllegalStateException when the session was closed before
     */
    public OrtSession.Result run(
            Map<String, OnnxTensor> inputs, Set<String> requested, Map<String, OnnxTensor> pinned)
            throws OrtException {
        enter();
        try {
            return session.run(inputs, requested, pinned);
        } finally {
            leave();
        }
    }

    /** Takes effect when the last run has ended; further runs are refused at once. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            leave();
        }
    }

    private void enter() {
        int before = users.getAndUpdate(count -> count == 0 ? 0 : count + 1);
        if (before == 0 || closed.get()) {
            if (before != 0) {
                leave();
            }
            throw new IllegalStateException("the model's session is closed");
        }
    }

    private void leave() {
        if (users.decrementAndGet() == 0) {
            try {
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException("the model's memory cannot be given back", e);
            }
        }
    }
}
