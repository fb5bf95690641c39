package io.millrace.cli;

import io.millrace.cli.training.HistoryNote;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where the history is. */
final class HistoryOptions {

    @Option(
            names = "--history",
            paramLabel = "DIRECTORY",
            description = "Where the history is, a directory a table; sets $${HISTORY}.")
    private Path history;

    /** Sets the variables that a history sets. */
    void addTo(Map<String, String> environment) {
        if (history == null) {
            return;
        }
        environment.put("HISTORY", history.toAbsolutePath().toString());
        HistoryNote.until(history)
                .ifPresent(until -> environment.putIfAbsent("HISTORY_END", until));
    }
}
