package io.millrace.cli;

import io.millrace.cli.cluster.Installation;
import io.millrace.cli.cluster.JobWatch;
import io.millrace.cli.cluster.LocalCluster;
import io.millrace.cli.cluster.RunningJob;
import io.millrace.cli.terminal.Interruption;
import io.millrace.scoring.JobDescription;
import io.millrace.scoring.Purpose;
import io.millrace.scoring.ScoringJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the live job. */
@Command(
        name = "score",
        description = {
            "Runs the live job in a Flink cluster in this process, until Ctrl-C or the end of bounded"
                    + " input.",
            "Ctrl-C stops it with a savepoint; -D execution.state-recovery.path=PATH goes on from"
                    + " there. Submitted to a cluster by `flink run`, it runs on that cluster."
        })
final class ScoreVerb extends Verb {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofMinutes(1);

    @Mixin private JobOptions job;
    @Mixin private ClusterOptions flink;

    @Option(
            names = "--savepoints",
            paramLabel = "DIRECTORY",
            description =
                    "Where Ctrl-C puts the savepoint; work/savepoints of the repository if not given.")
    private String savepoints;

    @Override
    public Integer call() throws Exception {
        ScoringJob scoring =
                ScoringJob.read(
                        job.folder(), job.tables("live.sql"), job.environment(), Purpose.SCORE);
        if (StreamExecutionEnvironment.areExplicitEnvironmentsAllowed()) {
            return here(scoring);
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        scoring.build(env);
        env.execute(scoring.spec().name());
        return 0;
    }

    private int here(ScoringJob scoring) {
        Path work = Installation.current().work();
        Map<String, String> durable =
                Map.of(
                        "execution.checkpointing.storage",
                        "filesystem",
                        "execution.checkpointing.dir",
                        work.resolve("checkpoints").toUri() + "");
        try (Interruption ctrlC = Interruption.listen();
                LocalCluster cluster = flink.start(durable)) {
            StreamExecutionEnvironment env = cluster.environment(RuntimeExecutionMode.STREAMING);
            JobDescription described = scoring.build(env);
            described.warnings().forEach(warning -> say("warning: " + warning));
            RunningJob running = cluster.submit(env, scoring.spec().name());
            say("Runs; Ctrl-C stops it. Flink's page: " + cluster.web());
            JobWatch watch = new JobWatch(running, this::say);
            while (running.awaitEnd(LOOK).isEmpty()) {
                watch.look();
                if (ctrlC.asked()) {
                    String target = savepoints == null ? work + "/savepoints" : savepoints;
                    say("Stopping; the savepoint is " + running.stopWithSavepoint(target, STOP));
                    return 0;
                }
            }
            say("Ended: " + running.figures().rowsRead() + " rows read");
            return 0;
        }
    }
}
