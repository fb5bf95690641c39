package io.millrace.inference.session;

import java.util.concurrent.atomic.AtomicBoolean;

/** A share in a session. The session is closed with its last lease, and not before. */
public final class SessionLease implements AutoCloseable {

    private final ModelSession session;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    SessionLease(ModelSession session, Runnable release) {
        this.session = session;
        this.release = release;
    }

    public ModelSession session() {
        return session;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }
}
