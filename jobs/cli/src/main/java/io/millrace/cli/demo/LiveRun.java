package io.millrace.cli.demo;

import io.millrace.cli.cluster.Complaint;
import io.millrace.cli.cluster.JobFigures;
import io.millrace.cli.cluster.JobWatch;
import io.millrace.cli.cluster.RunningJob;
import io.millrace.cli.terminal.Interruption;
import io.millrace.cli.terminal.Screen;
import io.millrace.local.LivePlant;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.api.common.JobStatus;

/** The stretch in which the job runs: until it is ready, while rows come, until all are through. */
final class LiveRun {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration READY = Duration.ofMinutes(3);
    private static final Duration THROUGH = Duration.ofMinutes(2);

    /** How the name of the operator begins that hands the scores to the SQL file. */
    private static final String SCORED = "scored";

    private final RunningJob job;
    private final LivePlant plant;
    private final Lakehouse lakehouse;
    private final NewestScores newest;
    private final Alerts alerts;
    private final Screen screen;
    private final Interruption ctrlC;
    private final JobWatch watch;

    LiveRun(
            RunningJob job,
            LivePlant plant,
            Lakehouse lakehouse,
            NewestScores newest,
            Alerts alerts,
            Screen screen,
            Interruption ctrlC) {
        this.job = job;
        this.plant = plant;
        this.lakehouse = lakehouse;
        this.newest = newest;
        this.alerts = alerts;
        this.screen = screen;
        this.ctrlC = ctrlC;
        this.watch = new JobWatch(job, screen::say);
    }

    /**
     * Waits until the job listens: the broker keeps messages for those who have subscribed before,
     * so the plant must not begin earlier. And until the database's past has been read and the job
     * no longer waits for more of it; only then is a row scored as soon as it comes.
     */
    long awaitReady() throws SQLException {
        Readiness readiness = new Readiness(newest.past());
        long deadline = System.nanoTime() + READY.toNanos();
        while (!ctrlC.asked()) {
            JobFigures figures = look();
            if (readiness.reached(figures, connections(figures), System.nanoTime())) {
                return figures.checkpoints();
            }
            if (System.nanoTime() > deadline) {
                throw new Complaint(
                        "the job was not ready within %d s: %s, %d checkpoints; the log says more"
                                .formatted(
                                        READY.toSeconds(),
                                        figures.status(),
                                        figures.checkpoints()));
            }
            ctrlC.await(SOON);
        }
        return 0;
    }

    /**
     * Shows what happens.
     *
     * @param length null: until Ctrl-C
     */
    void watch(@Nullable Duration length) throws SQLException {
        LiveView view = new LiveView(screen);
        long started = System.nanoTime();
        boolean first = false;
        Duration elapsed = Duration.ZERO;
        while (!ctrlC.asked() && (length == null || elapsed.compareTo(length) < 0)) {
            LiveView.Moment now = moment(elapsed);
            if (!first && now.newest().machines() > 0) {
                first = true;
                screen.say("First score %.1f s after the command.".formatted(sinceCommand()));
            }
            view.show(now);
            Duration rest = length == null ? LOOK : length.minus(elapsed);
            ctrlC.await(rest.compareTo(LOOK) < 0 ? rest : LOOK);
            elapsed = Duration.ofNanos(System.nanoTime() - started);
        }
    }

    /** Waits until that many rows are committed. More or fewer are for the account to tell. */
    long awaitRows(long expected) {
        long deadline = System.nanoTime() + THROUGH.toNanos();
        long rows = committed();
        while (rows < expected && System.nanoTime() < deadline) {
            look();
            ctrlC.await(SOON);
            rows = committed();
        }
        return rows;
    }

    private LiveView.Moment moment(Duration elapsed) throws SQLException {
        JobFigures figures = look();
        return new LiveView.Moment(
                elapsed,
                plant.progress(),
                figures,
                job.rowsOut(figures, SCORED),
                committed(),
                newest.look(),
                alerts.received());
    }

    private JobFigures look() {
        Optional<JobStatus> ended = job.awaitEnd(Duration.ZERO);
        if (ended.isPresent()) {
            throw new Complaint("the job has ended by itself: " + ended.get());
        }
        return watch.look();
    }

    private long committed() {
        return lakehouse.rows(Demo.SCORES) + lakehouse.rows(Demo.REJECTED);
    }

    private long connections(JobFigures figures) {
        return job.sum(figures, JobFigures.SOURCE, id -> id.endsWith(".mqtt.connected"));
    }

    /** Since the launcher was called; since this JVM was, if nobody said when that was. */
    private static double sinceCommand() {
        long now = System.currentTimeMillis();
        String called = System.getProperty("millrace.called", "");
        return called.isEmpty()
                ? (now - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3
                : now / 1e3 - Double.parseDouble(called);
    }
}
