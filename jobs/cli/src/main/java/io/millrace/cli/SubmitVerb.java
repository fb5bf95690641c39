package io.millrace.cli;

import io.millrace.cli.cluster.Installation;
import io.millrace.cli.cluster.RemoteCluster;
import io.millrace.cli.cluster.RunningJob;
import io.millrace.scoring.JobDescription;
import io.millrace.scoring.Purpose;
import io.millrace.scoring.ScoringJob;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the live job on a cluster. */
@Command(
        name = "submit",
        description = {
            "Starts the live job on a cluster, prints its id, and ends; the job goes on.",
            "The job is planned here, with this environment, and sent with millrace.jar. The cluster"
                    + " must reach the model's file and the tables' systems by the same names."
        })
final class SubmitVerb extends Verb {

    @Mixin private JobOptions job;
    @Mixin private TargetOptions target;
    @Mixin private ClusterOptions flink;

    @Option(
            names = "--from-savepoint",
            paramLabel = "PATH",
            description = "The savepoint or checkpoint to go on from.")
    private @Nullable String savepoint;

    @Override
    public Integer call() {
        ScoringJob scoring =
                ScoringJob.read(
                        job.folder(), job.tables("live.sql"), job.environment(), Purpose.SCORE);
        target.openFileSystems();
        RemoteCluster cluster = target.cluster();
        say(submit(scoring, cluster, flink.ofJob(), savepoint).id());
        return 0;
    }

    /** Plans and sends; what is not said on stdout is the id alone, for scripts to take. */
    private RunningJob submit(
            ScoringJob scoring,
            RemoteCluster cluster,
            Configuration settings,
            @Nullable String from) {
        if (from != null) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, from);
        }
        StreamExecutionEnvironment env =
                cluster.environment(
                        RuntimeExecutionMode.STREAMING,
                        settings,
                        List.of(Installation.current().jobJar()));
        JobDescription described = scoring.build(env);
        described.warnings().forEach(warning -> warn("warning: " + warning));
        RunningJob running = cluster.submit(env, scoring.spec().name());
        warn("Submitted to " + cluster.web() + "; scripts/status shows how it does.");
        return running;
    }
}
