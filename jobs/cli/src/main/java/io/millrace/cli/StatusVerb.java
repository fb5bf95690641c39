package io.millrace.cli;

import io.millrace.cli.cluster.JobFigures;
import io.millrace.cli.cluster.LastCheckpoint;
import io.millrace.cli.cluster.RemoteCluster;
import io.millrace.cli.cluster.RunningJob;
import io.millrace.cli.terminal.TextTable;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the jobs of a cluster. */
@Command(
        name = "status",
        description =
                "Shows the jobs of a cluster: rows and rates, measured over two seconds, restarts and"
                        + " why, checkpoints.")
final class StatusVerb extends Verb {

    private static final Duration SPAN = Duration.ofSeconds(2);

    @Mixin private TargetOptions target;

    @Override
    public Integer call() throws InterruptedException {
        RemoteCluster cluster = target.cluster();
        var jobs = cluster.jobs();
        say(
                "%s: %d TaskManagers, %d jobs"
                        .formatted(cluster.web(), cluster.taskManagers(), jobs.size()));
        for (RemoteCluster.Job one : jobs) {
            say("");
            say("%s  %s  %s".formatted(one.id(), one.status(), one.name()));
            if (!one.status().isGloballyTerminalState()) {
                running(cluster.job(one.id()));
            }
        }
        return 0;
    }

    private void running(RunningJob job) throws InterruptedException {
        JobFigures before = job.figures();
        long asked = System.nanoTime();
        Thread.sleep(SPAN.toMillis());
        JobFigures now = job.figures();
        double seconds = (System.nanoTime() - asked) / 1e9;
        TextTable table = new TextTable().row("task", "", "rows in", "rows out", "out/s");
        for (int i = 0; i < now.vertices().size() && i < before.vertices().size(); i++) {
            JobFigures.Vertex vertex = now.vertices().get(i);
            long more = vertex.rowsOut() - before.vertices().get(i).rowsOut();
            table.row(
                    shortened(vertex.name()),
                    vertex.running() ? "runs" : "does not run",
                    "%,d".formatted(vertex.rowsIn()),
                    "%,d".formatted(vertex.rowsOut()),
                    "%,.0f".formatted(Math.max(0, more) / seconds));
        }
        table.lines().forEach(line -> say("  " + line));
        checkpoints(job, now);
        job.lastFailure().ifPresent(cause -> say("  last failure: " + cause));
    }

    private void checkpoints(RunningJob job, JobFigures now) {
        say(
                "  restarts %,d, checkpoints %,d, of which failed %,d"
                        .formatted(
                                now.restarts(),
                                now.checkpoints() + now.failedCheckpoints(),
                                now.failedCheckpoints()));
        job.lastCheckpoint().ifPresent(last -> say("  " + text(last)));
    }

    private static String text(LastCheckpoint last) {
        return "the last took %,d ms and has %,d bytes: %s"
                .formatted(last.took().toMillis(), last.bytes(), last.path());
    }

    private static String shortened(String name) {
        int most = 60;
        return name.length() <= most ? name : name.substring(0, most - 3) + "...";
    }
}
