package io.millrace.features.parity;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets sources read up to a time of arrival and tells when they have. Sources are copied on their
 * way into a cluster, so gates are found by id.
 */
final class Gate implements AutoCloseable {

    private static final Map<UUID, Gate> GATES = new ConcurrentHashMap<>();

    final UUID id = UUID.randomUUID();
    private final int sources;
    private long until;
    private long failAfter = Long.MAX_VALUE;
    private final Set<Feed.Table> waiting = new HashSet<>();
    private CompletableFuture<Void> opened = new CompletableFuture<>();
    private int failures;

    private Gate(int sources, long until) {
        this.sources = sources;
        this.until = until;
    }

    /** A gate for so many sources, open up to a time. */
    static Gate of(int sources, long until) {
        Gate gate = new Gate(sources, until);
        GATES.put(gate.id, gate);
        return gate;
    }

    static Gate of(UUID id) {
        return GATES.get(id);
    }

    /** Lets sources read up to a later time. */
    synchronized void open(long time) {
        until = time;
        waiting.clear();
        opened.complete(null);
        opened = new CompletableFuture<>();
    }

    /** Makes the next reader of an entry that arrives after a time fail, once. */
    synchronized void failAfter(long time) {
        failAfter = time;
    }

    synchronized int failures() {
        return failures;
    }

    /** Whether an entry may be read; if not, its source is known to wait. */
    synchronized boolean admits(Feed.Table table, long arrival) {
        if (arrival > failAfter) {
            failAfter = Long.MAX_VALUE;
            failures++;
            waiting.clear();
            throw new IllegalStateException("a failure that the test asked for");
        }
        if (arrival <= until) {
            return true;
        }
        waiting.add(table);
        return false;
    }

    /** A source has come to its end. */
    synchronized void ended(Feed.Table table) {
        waiting.add(table);
    }

    synchronized boolean isReached() {
        return waiting.size() == sources;
    }

    synchronized CompletableFuture<Void> opened() {
        return opened;
    }

    @Override
    public void close() {
        GATES.remove(id);
    }
}
