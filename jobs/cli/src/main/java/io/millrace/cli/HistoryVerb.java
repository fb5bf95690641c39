package io.millrace.cli;

import io.millrace.cli.cluster.Complaint;
import picocli.CommandLine.Command;

/** Writes the simulated plant's past. */
@Command(name = "history", description = "Writes the simulated plant's history for training.")
final class HistoryVerb extends Verb {

    @Override
    public Integer call() {
        throw new Complaint("history: the plant is not there yet");
    }
}
