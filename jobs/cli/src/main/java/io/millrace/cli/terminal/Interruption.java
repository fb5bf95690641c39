package io.millrace.cli.terminal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C, and the signals that ask a process to end: the verb is told and comes to an orderly end.
 * A shutdown hook would not do, since Flink's own hooks take the cluster apart beside it. The
 * second Ctrl-C ends the JVM at once.
 */
public final class Interruption implements AutoCloseable {

    private static final int KILLED = 130;
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicInteger signals = new AtomicInteger();
    private final List<OsSignal> handled;

    private Interruption() {
        this.handled = SIGNALS.stream().map(name -> new OsSignal(name, this::onSignal)).toList();
    }

    /** Listens until closed. */
    public static Interruption listen() {
        return new Interruption();
    }

    /** Whether somebody wants the verb to end. */
    public boolean asked() {
        return asked.getCount() == 0;
    }

    /** Waits this long, or until somebody wants the verb to end; whether somebody does. */
    public boolean await(Duration duration) {
        try {
            return asked.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        handled.forEach(OsSignal::close);
    }

    private void onSignal() {
        asked.countDown();
        if (signals.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
