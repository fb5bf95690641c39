package io.millrace.cli;

import java.util.Arrays;

/** The command line, called as a user calls it. */
public final class Verbs {

    private Verbs() {}

    /** Runs a verb and returns its exit code. */
    public static int run(Object... args) {
        return Millrace.commandLine()
                .execute(Arrays.stream(args).map(String::valueOf).toArray(String[]::new));
    }
}
