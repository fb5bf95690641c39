package io.millrace.cli;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command itself; {@code millrace --help} lists the verbs. */
@Command(
        name = "millrace",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "VERB",
        description = "Scores live events with a model that needs memory, on Apache Flink.",
        footer = {
            "",
            "Exit codes: 0 done, 1 something is wrong (said on stderr), 2 wrong usage.",
            "`millrace VERB --help` says more."
        },
        subcommands = {
            DemoVerb.class,
            ValidateVerb.class,
            ExplainVerb.class,
            ScoreVerb.class,
            HistoryVerb.class,
            TrainingSetVerb.class,
            TrainVerb.class,
            ParityVerb.class,
            InstallFlinkVerb.class,
            ClusterVerb.class,
            SubmitVerb.class,
            StatusVerb.class,
            SavepointVerb.class,
            StopVerb.class
        })
public final class Millrace implements Runnable {

    @Spec private CommandSpec spec;

    private Millrace() {}

    /** Runs a verb; ends the JVM with the exit code, unless a cluster's client runs this. */
    public static void main(String... args) {
        int code = commandLine().execute(args);
        if (StreamExecutionEnvironment.areExplicitEnvironmentsAllowed()) {
            System.exit(code);
        }
        if (code != 0) {
            throw new IllegalStateException("millrace ended with exit code " + code);
        }
    }

    /** All verbs, with the way in which their errors are shown. */
    static CommandLine commandLine() {
        return new CommandLine(new Millrace())
                .setExecutionExceptionHandler(new Complaints())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a verb is missing");
    }
}
