package io.millrace.cli;

import io.millrace.cli.cluster.Complaint;
import picocli.CommandLine.Command;

/** Everything at once, on this machine. */
@Command(name = "demo", description = "Runs the example with all of its services on this machine.")
final class DemoVerb extends Verb {

    @Override
    public Integer call() {
        throw new Complaint("demo: the plant is not there yet");
    }
}
