package io.millrace.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every verb has: help, and a place for its output. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
abstract class Verb implements Callable<Integer> {

    @Spec private CommandSpec spec;

    /** Where the verb's output goes. */
    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Prints a line on stderr: what a script that takes the output does not want. */
    final void warn(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    /** Prints a line that is seen at once. */
    final void say(String line) {
        out().println(line);
        out().flush();
    }
}
