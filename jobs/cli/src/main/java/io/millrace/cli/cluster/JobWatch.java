package io.millrace.cli.cluster;

import java.util.function.Consumer;
import org.apache.flink.api.common.JobStatus;

/**
 * Follows a job's restarts. Flink tries for ever, which is right for a job that has worked; one
 * that has never completed a checkpoint is more likely to have a wrong address in its SQL file, and
 * is given up.
 */
public final class JobWatch {

    private static final int TRIES = 3;

    private final RunningJob job;
    private final Consumer<String> messages;
    private long seen;

    /**
     * @param messages told of each restart, a line each
     */
    public JobWatch(RunningJob job, Consumer<String> messages) {
        this.job = job;
        this.messages = messages;
    }

    /**
     * Looks once.
     *
     * @throws Complaint if the job is not going to start; it is cancelled then
     */
    public JobFigures look() {
        JobFigures figures = job.figures();
        boolean failing =
                figures.restarts() > seen
                        || (figures.status() == JobStatus.RESTARTING && seen == 0);
        if (failing) {
            // the endpoint knows the cause a moment later than the restart: the next look tells it
            job.lastFailure().ifPresent(cause -> failed(figures, cause));
        }
        return figures;
    }

    private void failed(JobFigures figures, String cause) {
        seen = Math.max(figures.restarts(), 1);
        messages.accept("restart " + seen + ": " + cause);
        if (seen >= TRIES && figures.checkpoints() == 0) {
            job.cancel();
            throw new Complaint(
                    "the job failed %d times and never completed a checkpoint; gave up: %s"
                            .formatted(seen, cause));
        }
    }
}
