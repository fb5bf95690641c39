package io.millrace.cli;

import io.millrace.cli.cluster.Causes;
import io.millrace.cli.cluster.Complaint;
import io.millrace.cli.cluster.Installation;
import io.millrace.inference.card.InvalidCardException;
import io.millrace.local.ServicesException;
import io.millrace.scoring.spec.SpecException;
import io.millrace.training.request.TrainingException;
import java.io.PrintWriter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Errors as lines on stderr, without stack traces: what users can put right as it is, anything else
 * with the name of the log file, where the trace is.
 */
final class Complaints implements IExecutionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
    private static final int PROBLEM = 1;

    @Override
    public int handleExecutionException(Exception thrown, CommandLine verb, ParseResult parsed) {
        LOG.error("{} failed", verb.getCommandName(), thrown);
        PrintWriter err = verb.getErr();
        List<String> expected = expected(thrown);
        if (expected.isEmpty()) {
            err.println("millrace: unexpected error: " + Causes.root(thrown));
            err.println("  the stack trace is in " + log());
        }
        expected.forEach(err::println);
        err.flush();
        return PROBLEM;
    }

    /** The lines of an error that says what to do; empty for any other. */
    private static List<String> expected(Exception thrown) {
        if (thrown instanceof SpecException spec) {
            return spec.lines();
        }
        if (thrown instanceof InvalidCardException card) {
            return card.problems();
        }
        if (thrown instanceof TrainingException training) {
            return training.problems();
        }
        if (thrown instanceof Complaint || thrown instanceof ServicesException) {
            return thrown.getMessage().lines().toList();
        }
        return List.of();
    }

    private static String log() {
        return Installation.currentLog().map(String::valueOf).orElse("the log");
    }
}
