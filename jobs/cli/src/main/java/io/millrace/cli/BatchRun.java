package io.millrace.cli;

import io.millrace.cli.cluster.RunningJob;
import io.millrace.cli.terminal.Interruption;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Follows a job over history to its end, with its progress. */
final class BatchRun {

    /** A file that cannot be read today cannot be read a second later either. */
    static final Map<String, String> ONCE = Map.of("restart-strategy.type", "none");

    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Interruption ctrlC;
    private final Consumer<String> messages;

    /**
     * @param messages told of the progress, a line each
     */
    BatchRun(Interruption ctrlC, Consumer<String> messages) {
        this.ctrlC = ctrlC;
        this.messages = messages;
    }

    /**
     * Waits for the end.
     *
     * @return false when somebody wanted the verb to end before
     */
    boolean follow(RunningJob running) {
        long before = 0;
        while (running.awaitEnd(LOOK).isEmpty()) {
            if (ctrlC.asked()) {
                running.cancel();
                return false;
            }
            long read = running.figures().rowsRead();
            if (read > before) {
                messages.accept(
                        "%,d rows read, %,d a second"
                                .formatted(read, (read - before) / LOOK.toSeconds()));
                before = read;
            }
        }
        return true;
    }
}
