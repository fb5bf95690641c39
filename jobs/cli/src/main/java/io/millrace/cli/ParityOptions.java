package io.millrace.cli;

import io.millrace.cli.cluster.Complaint;
import io.millrace.cli.parity.ParityVerdict;
import io.millrace.scoring.parity.ParityRequest;
import io.millrace.scoring.parity.Stretch;
import io.millrace.scoring.parity.Tolerance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import picocli.CommandLine.Option;

/** What is compared, and how strictly. */
final class ParityOptions {

    @Option(
            names = "--logged",
            required = true,
            paramLabel = "TABLE",
            description = "The table or view that has what the live job logged.")
    private String logged;

    @Option(
            names = "--match",
            split = ",",
            paramLabel = "COLUMN",
            description =
                    "Columns that name a row, beside its event time, in both tables; the keys of all"
                            + " entities if not given.")
    private List<String> match = List.of();

    @Option(
            names = "--features",
            split = ",",
            paramLabel = "FEATURE",
            description = "What to compare; every feature that was logged if not given.")
    private List<String> features = List.of();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "First event time that is compared, such as 2026-05-01T00:00:00Z.")
    private @Nullable Instant from;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Last event time that is compared.")
    private @Nullable Instant until;

    @Option(
            names = "--tolerance",
            paramLabel = "NUMBER",
            description = "Numbers this near to each other are equal; 0, the default: bit for bit.")
    private double tolerance;

    @Option(
            names = "--relative-tolerance",
            paramLabel = "NUMBER",
            description = "The same, in shares of the greater number.")
    private double relative;

    @Option(
            names = "--allowed",
            paramLabel = "SHARE",
            description =
                    "Share of a feature's values, and of the rows, that may be wrong without the"
                            + " exit code being 1; 0 by default, 0.01 is one in a hundred.")
    private double allowed;

    @Option(
            names = "--sampled",
            description = "The log has only some of the rows: those it lacks are not wrong.")
    private boolean sampled;

    @Option(
            names = "--examples",
            paramLabel = "NUMBER",
            description = "Examples of what is not equal, of each feature; 3 by default.")
    private int examples = 3;

    /**
     * Checks the numbers.
     *
     * @throws Complaint with all that are wrong
     */
    void check() {
        List<String> wrong = new ArrayList<>();
        notNegative(wrong, "--tolerance", tolerance);
        notNegative(wrong, "--relative-tolerance", relative);
        notNegative(wrong, "--examples", examples);
        if (!(allowed >= 0 && allowed <= 1)) {
            wrong.add("--allowed " + allowed + ": a share is from 0 to 1");
        }
        if (from != null && until != null && from.isAfter(until)) {
            wrong.add("--from " + from + " is after --until " + until);
        }
        if (!wrong.isEmpty()) {
            throw new Complaint(wrong);
        }
    }

    private static void notNegative(List<String> wrong, String option, double value) {
        if (!(value >= 0)) {
            wrong.add(option + " " + value + ": must be 0 or more");
        }
    }

    String logged() {
        return logged;
    }

    ParityRequest request() {
        return new ParityRequest(
                logged,
                match,
                features,
                stretch(Stretch.ALWAYS),
                new Tolerance(tolerance, relative),
                examples);
    }

    /** What was asked for, and where nothing was, the log's own end. */
    Stretch stretch(Stretch whole) {
        return new Stretch(
                from == null ? whole.from() : from.toEpochMilli(),
                until == null ? whole.until() : until.toEpochMilli());
    }

    /** The stretch for messages. */
    String stretchText() {
        return (from == null ? "" : "from " + from + " on ")
                + (until == null ? "" : "until " + until + " ")
                + (from == null && until == null ? "at all" : "(--from, --until)");
    }

    ParityVerdict verdict() {
        return new ParityVerdict(allowed, sampled);
    }
}
