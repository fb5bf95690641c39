package io.millrace.inference.stage;

import java.util.concurrent.ScheduledFuture;
import javax.annotation.Nullable;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/**
 * Decides when a batch that is not full is scored: as soon as no further row is waiting, and after
 * {@code maxLinger} in any case.
 *
 * <p>An operator cannot see whether its input has more. But a mail runs only between two rows, and
 * the input gets a turn between two mails: when two mails in a row find the same number of rows,
 * the input had nothing. That costs a mail a row, which is nothing to a task that idles, and too
 * much for one that does not. So after a full batch no mails are sent, until a batch has had to be
 * scored by the clock. One timer is armed at a time, and armed again when it comes too early,
 * because setting one for each batch costs more than scoring it.
 */
final class Pacing {

    /** Scores what waits. */
    @FunctionalInterface
    interface Flush {
        void run() throws Exception;
    }

    private final ProcessingTimeService clock;
    private final MailboxExecutor mailbox;
    private final long maxLinger;
    private final Flush flush;

    private long rows;
    private long seen;
    private boolean waiting;
    private long since;
    private boolean probing;
    private boolean busy;
    @Nullable private ScheduledFuture<?> timer;

    /** {@code maxLinger} is in milliseconds of the clock. */
    Pacing(ProcessingTimeService clock, MailboxExecutor mailbox, long maxLinger, Flush flush) {
        this.clock = clock;
        this.mailbox = mailbox;
        this.maxLinger = maxLinger;
        this.flush = flush;
    }

    /** A row has joined the batch, which is not full. */
    void waits() {
        rows++;
        if (!waiting) {
            waiting = true;
            since = clock.getCurrentProcessingTime();
            if (timer == null) {
                arm();
            }
        }
        if (!busy && !probing) {
            probing = true;
            // the first mail runs before the input had its turn: it must not find an old number
            look(rows - 1);
        }
    }

    /** The batch was scored because it was full: there is probably more where it came from. */
    void full() {
        waiting = false;
        busy = true;
    }

    /** The batch was scored for another reason, such as a barrier. */
    void flushed() {
        waiting = false;
    }

    void close() {
        waiting = false;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    /** Has a mail compare the number of rows with {@code before}. */
    private void look(long before) {
        seen = before;
        mailbox.execute(this::compare, "look whether the batch's input has run dry");
    }

    private void compare() throws Exception {
        if (!waiting || busy) {
            probing = false;
        } else if (seen != rows) {
            look(rows);
        } else {
            probing = false;
            flush.run();
        }
    }

    private void arm() {
        timer = clock.registerTimer(since + maxLinger, this::due);
    }

    private void due(long time) throws Exception {
        timer = null;
        if (!waiting) {
            return;
        }
        if (clock.getCurrentProcessingTime() - since < maxLinger) {
            arm();
        } else {
            busy = false;
            flush.run();
        }
    }
}
