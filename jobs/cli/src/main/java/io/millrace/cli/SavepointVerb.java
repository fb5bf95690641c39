package io.millrace.cli;

import java.time.Duration;
import javax.annotation.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a savepoint of a job that goes on. */
@Command(
        name = "savepoint",
        description = {
            "Takes a savepoint of a job, which goes on, and prints where it is.",
            "A job that reads MQTT cannot go back to it later without losing what was acknowledged"
                    + " since: scripts/stop takes one to go on from."
        })
final class SavepointVerb extends Verb {

    static final Duration PATIENCE = Duration.ofMinutes(5);

    @Mixin private TargetOptions target;

    @Option(
            names = "--job",
            paramLabel = "ID",
            description = "The job; the only one that runs if not given.")
    private @Nullable String job;

    @Option(
            names = "--savepoints",
            paramLabel = "DIRECTORY",
            description = "Where to; where the cluster's settings say if not given.")
    private @Nullable String savepoints;

    @Override
    public Integer call() {
        String id = target.job(job).id();
        say(target.cluster().job(id).savepoint(savepoints, PATIENCE));
        return 0;
    }
}
