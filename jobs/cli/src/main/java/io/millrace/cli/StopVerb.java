package io.millrace.cli;

import javax.annotation.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops a job with a savepoint. */
@Command(
        name = "stop",
        description =
                "Stops a job with everything that it has read committed, and prints where the"
                        + " savepoint is; scripts/submit --from-savepoint goes on from there.")
final class StopVerb extends Verb {

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
        say(target.cluster().job(id).stopWithSavepoint(savepoints, SavepointVerb.PATIENCE));
        return 0;
    }
}
