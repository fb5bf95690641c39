package io.millrace.inference.session;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.annotation.Nullable;

/** One session for all who score with the same model file in one process. */
public final class SessionCache {

    /**
     * The subtasks of a TaskManager meet nowhere else than in a static: it is empty when no lease
     * is out.
     */
    private static final SessionCache OF_THIS_PROCESS = new SessionCache();

    private final ConcurrentMap<String, Slot> slots = new ConcurrentHashMap<>();

    SessionCache() {}

    /** Shared by all that Flink runs in this class loader. */
    public static SessionCache ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /**
     * A share in the session of the model at {@code uri}; loads it when nobody holds one. While one
     * thread loads, others that want the same model wait for it.
     *
     * @param sha256 of the model file; null when unknown: then the file is read to find out
     * @throws ModelRefusedException when the file is missing, another one, or cannot be loaded
     * @throws IOException when the file system does not answer; trying again may help
     */
    public SessionLease lease(URI uri, @Nullable String sha256, ModelStore store)
            throws IOException, ModelRefusedException {
        if (sha256 != null) {
            return lease(sha256, () -> store.fetch(uri, sha256));
        }
        return lease(store.fetch(uri, null));
    }

    /**
     * A share in the session of a model that is here already.
     *
     * @throws ModelRefusedException when it cannot be loaded
     */
    public SessionLease lease(ModelBytes model) throws ModelRefusedException {
        try {
            return lease(model.sha256(), () -> model);
        } catch (IOException e) {
            throw new IllegalStateException("nothing is read from files here", e);
        }
    }

    private SessionLease lease(String sha256, Source source)
            throws IOException, ModelRefusedException {
        while (true) {
            Slot slot = slots.computeIfAbsent(sha256, Slot::new);
            SessionLease lease = slot.lease(source);
            if (lease != null) {
                return lease;
            }
        }
    }

    /** Sessions that somebody holds. */
    public int size() {
        return slots.size();
    }

    private interface Source {
        ModelBytes fetch() throws IOException, ModelRefusedException;
    }

    /** A session from its first lease to its last; never used again afterwards. */
    private final class Slot {
        private final String sha256;
        @Nullable private ModelSession session;
        private int leases;
        private boolean over;

        Slot(String sha256) {
            this.sha256 = sha256;
        }

        /** Null when the slot's time is over and a new one has to be made. */
        @Nullable
        synchronized SessionLease lease(Source source) throws IOException, ModelRefusedException {
            if (over) {
                return null;
            }
            try {
                if (session == null) {
                    session = ModelSession.load(source.fetch());
                }
            } finally {
                if (session == null) {
                    end();
                }
            }
            leases++;
            return new SessionLease(session, this::release);
        }

        private synchronized void release() {
            leases--;
            if (leases == 0) {
                end();
            }
        }

        private void end() {
            over = true;
            slots.remove(sha256, this);
            if (session != null) {
                session.close();
            }
        }
    }
}
