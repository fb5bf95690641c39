package io.millrace.connector.mqtt.source.reader;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import javax.annotation.Nullable;

/**
 * Carries events of all sessions of a subtask from the network's thread to the task's. Counts
 * bytes, and has reading paused while there are too many.
 */
final class Inbox {

    /**
     * An event and whose it is.
     *
     * @param session null if it is nobody's
     */
    record Entry(@Nullable SessionReader<?> session, SessionEvent event) {}

    /** Longest row of quiet events: the task's thread need not wait for the end of a burst. */
    private static final int QUIET = 128;

    private final long capacity;
    private final BackPressure backPressure;
    private final Object lock = new Object();
    private final Object applying = new Object();

    private ArrayDeque<Entry> arriving = new ArrayDeque<>();
    private ArrayDeque<Entry> leaving = new ArrayDeque<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private long bytes;
    private boolean paused;
    private int quiet;

    /** Bytes that the task's thread has taken and not yet told; its alone. */
    private long taken;

    /** Told when reading has to pause or may resume. */
    interface BackPressure {
        void pause(boolean on);
    }

    /**
     * @param capacity bytes; half of it must be free again before reading resumes
     */
    Inbox(long capacity, BackPressure backPressure) {
        this.capacity = capacity;
        this.backPressure = backPressure;
    }

    /** Called by the network's thread; wakes the task's. */
    void add(@Nullable SessionReader<?> session, SessionEvent event) {
        put(session, event, true);
    }

    /**
     * Called by the network's thread, which calls {@link #wake} before it rests: to wake a thread
     * costs more than all else that is done for a message.
     */
    void addQuietly(@Nullable SessionReader<?> session, SessionEvent event) {
        put(session, event, false);
    }

    /** Wakes the task's thread if something was added quietly. */
    void wake() {
        CompletableFuture<Void> waiting;
        synchronized (lock) {
            if (quiet == 0) {
                return;
            }
            quiet = 0;
            waiting = available;
        }
        waiting.complete(null);
    }

    private void put(@Nullable SessionReader<?> session, SessionEvent event, boolean loud) {
        CompletableFuture<Void> waiting;
        boolean pause;
        synchronized (lock) {
            arriving.add(new Entry(session, event));
            bytes += event.weight();
            pause = !paused && bytes > capacity;
            paused |= pause;
            quiet = loud || pause || quiet == QUIET ? 0 : quiet + 1;
            waiting = quiet == 0 ? available : null;
        }
        if (pause) {
            applyBackPressure();
        }
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    /** Called by the task's thread: the oldest event, or null. */
    @Nullable
    Entry poll() {
        if (leaving.isEmpty()) {
            left();
            refill();
        }
        Entry entry = leaving.poll();
        if (entry != null) {
            taken += entry.event().weight();
            if (taken > capacity / 16) {
                left();
            }
        }
        return entry;
    }

    private void refill() {
        synchronized (lock) {
            ArrayDeque<Entry> empty = leaving;
            leaving = arriving;
            arriving = empty;
            if (leaving.isEmpty() && available.isDone()) {
                available = new CompletableFuture<>();
            }
        }
    }

    /** Makes room for what was taken: in portions, not for each event. */
    private void left() {
        if (taken == 0) {
            return;
        }
        boolean resume;
        synchronized (lock) {
            bytes -= taken;
            resume = paused && bytes <= capacity / 2;
            paused &= !resume;
        }
        taken = 0;
        if (resume) {
            applyBackPressure();
        }
    }

    /** Whether nothing is there at this moment. */
    boolean isEmpty() {
        if (!leaving.isEmpty()) {
            return false;
        }
        synchronized (lock) {
            return arriving.isEmpty();
        }
    }

    /** Done when an event is there. */
    CompletableFuture<Void> available() {
        if (!leaving.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        synchronized (lock) {
            return available;
        }
    }

    /**
     * Pauses or resumes reading as it ought to be now. The state is read under the lock it is
     * applied under, so that of two threads the later one has the last word.
     */
    void applyBackPressure() {
        synchronized (applying) {
            boolean pause;
            synchronized (lock) {
                pause = paused;
            }
            backPressure.pause(pause);
        }
    }
}
