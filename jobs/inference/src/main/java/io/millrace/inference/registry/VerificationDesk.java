package io.millrace.inference.registry;

import io.millrace.inference.lineup.ModelVersion;
import io.millrace.inference.session.ModelRefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import javax.annotation.Nullable;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries models on threads of their own, a few at a time, none longer than the limit. A thread that
 * hangs in a file system is left to itself: it cannot be ended, only no longer waited for. All
 * methods and all outcomes are the task thread's.
 */
final class VerificationDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VerificationDesk.class);

    /** Two large models at once need twice the memory. */
    private static final int AT_ONCE = 2;

    private final Trial trial;
    private final MailboxExecutor mailbox;
    private final ProcessingTimeService clock;
    private final Duration limit;
    private final Outcomes outcomes;
    private final Queue<RegistryRow> queue = new ArrayDeque<>();
    private final Set<Attempt> running = new HashSet<>();

    /** What is done with a model; see {@link Verification#verify}. */
    @FunctionalInterface
    interface Trial {
        ModelVersion of(RegistryRow row) throws IOException, ModelRefusedException;
    }

    /** Where the outcome goes. */
    interface Outcomes {
        void accepted(RegistryRow row, ModelVersion model);

        void refused(RegistryRow row, String reason);
    }

    /** A model that is being tried. */
    private static final class Attempt {
        private final RegistryRow row;
        private Thread thread;
        @Nullable private ScheduledFuture<?> timer;

        Attempt(RegistryRow row) {
            this.row = row;
        }
    }

    VerificationDesk(
            Trial trial,
            MailboxExecutor mailbox,
            ProcessingTimeService clock,
            Duration limit,
            Outcomes outcomes) {
        this.trial = trial;
        this.mailbox = mailbox;
        this.clock = clock;
        this.limit = limit;
        this.outcomes = outcomes;
    }

    void verify(RegistryRow row) {
        queue.add(row);
        next();
    }

    /** Models that are being tried, or wait for it. */
    int size() {
        return queue.size() + running.size();
    }

    private void next() {
        while (running.size() < AT_ONCE && !queue.isEmpty()) {
            start(new Attempt(queue.remove()));
        }
    }

    private void start(Attempt attempt) {
        running.add(attempt);
        attempt.thread = new Thread(() -> attempt(attempt), "model-verifier");
        attempt.thread.setDaemon(true);
        attempt.timer =
                clock.registerTimer(
                        clock.getCurrentProcessingTime() + limit.toMillis(),
                        time -> expired(attempt));
        attempt.thread.start();
    }

    private void attempt(Attempt attempt) {
        RegistryRow row = attempt.row;
        try {
            ModelVersion model = trial.of(row);
            end(attempt, () -> outcomes.accepted(row, model));
        } catch (ModelRefusedException e) {
            end(attempt, () -> outcomes.refused(row, String.join("\n", e.problems())));
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
            end(attempt, () -> outcomes.refused(row, unexpected(e)));
        }
    }

    private static String unexpected(Throwable failure) {
        return "the model cannot be read: "
                + failure.getClass().getSimpleName()
                + ": "
                + failure.getMessage()
                + "; to try again, UPDATE its row";
    }

    private void end(Attempt attempt, Runnable outcome) {
        try {
            mailbox.execute(() -> ended(attempt, outcome), "a model is verified");
        } catch (RejectedExecutionException e) {
            LOG.debug("the task ended while version {} was verified", attempt.row.version());
        }
    }

    private void ended(Attempt attempt, Runnable outcome) {
        if (running.remove(attempt)) {
            attempt.timer.cancel(false);
            outcome.run();
            next();
        }
    }

    private void expired(Attempt attempt) {
        if (running.remove(attempt)) {
            attempt.thread.interrupt();
            outcomes.refused(
                    attempt.row,
                    "the model was not verified within %d s: its file system does not answer, or it is too slow; to try again, UPDATE its row, or raise verify_timeout"
                            .formatted(limit.toSeconds()));
            next();
        }
    }

    @Override
    public void close() {
        queue.clear();
        for (Attempt attempt : running) {
            attempt.timer.cancel(false);
            attempt.thread.interrupt();
        }
        running.clear();
    }
}
