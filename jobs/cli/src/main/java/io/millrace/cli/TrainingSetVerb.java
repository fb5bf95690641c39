package io.millrace.cli;

import io.millrace.cli.cluster.LocalCluster;
import io.millrace.cli.cluster.RunningJob;
import io.millrace.cli.terminal.Interruption;
import io.millrace.cli.training.TrainingSetColumns;
import io.millrace.scoring.JobDescription;
import io.millrace.scoring.Purpose;
import io.millrace.scoring.ScoringJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Computes the features over history. */
@Command(
        name = "training-set",
        description = {
            "Runs the features of the live job over history, in batch mode and in the order of"
                    + " events, and writes what the INSERT of the SQL file says.",
            "--history and --output set $${HISTORY} and $${TRAINING_SET} for the SQL file, and what"
                    + " `history` noted of its end sets $${HISTORY_END}."
        })
final class TrainingSetVerb extends Verb {

    @Mixin private JobOptions job;
    @Mixin private HistoryOptions history;
    @Mixin private ClusterOptions flink;

    @Option(
            names = "--output",
            paramLabel = "DIRECTORY",
            description = "Where the training set goes; what is there is not deleted.")
    private Path output;

    @Override
    public Integer call() {
        Map<String, String> environment = job.environment();
        history.addTo(environment);
        if (output != null) {
            environment.put("TRAINING_SET", output.toAbsolutePath().toString());
        }
        ScoringJob features =
                ScoringJob.read(
                        job.folder(), job.tables("history.sql"), environment, Purpose.TRAINING_SET);
        long started = System.nanoTime();
        try (Interruption ctrlC = Interruption.listen();
                LocalCluster cluster = flink.start(BatchRun.ONCE)) {
            StreamExecutionEnvironment env = cluster.environment(RuntimeExecutionMode.BATCH);
            JobDescription described = features.build(env);
            described.warnings().forEach(warning -> say("warning: " + warning));
            RunningJob running = cluster.submit(env, features.spec().name() + " training set");
            if (!new BatchRun(ctrlC, this::say).follow(running)) {
                say("Stopped; the training set is not complete.");
                return 1;
            }
            say(result(described, Duration.ofNanos(System.nanoTime() - started)));
            return 0;
        }
    }

    private String result(JobDescription described, Duration time) {
        String seconds = "%.1f s".formatted(time.toMillis() / 1e3);
        if (output == null || !Files.isDirectory(output)) {
            return "Done in %s: wrote %s"
                    .formatted(seconds, String.join(", ", described.inserts()));
        }
        return "Done in %s: %,d rows in %s"
                .formatted(seconds, TrainingSetColumns.rows(output), output);
    }
}
