package io.millrace.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.connector.mqtt.broker.CuttingProxy;
import io.millrace.connector.mqtt.broker.TestBroker;
import io.millrace.connector.mqtt.broker.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/**
 * A job whose JVM is killed again and again while messages are published without a break. Every
 * other kill falls between a checkpoint's completion and its acknowledgements, which are still on
 * their way then; the rest at random.
 */
final class KillRun {

    /** Below this many completed checkpoints ends a life; with none it ends while restoring. */
    private static final int MOST_CHECKPOINTS = 4;

    private static final int LONGEST_PAUSE = 200;
    private static final Duration LATENCY = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration REST = Duration.ofSeconds(2);

    private final KilledJob job;
    private final Random random = new Random(1);
    private int published;
    private int backlog;
    private long redelivered;

    private KillRun(KilledJob job) {
        this.job = job;
    }

    /**
     * What the kills have left behind.
     *
     * @param published messages the broker took over
     * @param state the newest completed checkpoint
     * @param output the committed files
     * @param redelivered redeliveries recognised, as far as was reported before a kill
     * @param backlog the most messages that were published and not committed at a kill
     */
    record Outcome(
            int published, KilledJob.Report state, Effects output, long redelivered, int backlog) {}

    static Outcome run(TestBroker broker, String name, int kills, boolean recognise)
            throws Exception {
        TestClient.prepareSession(broker.port(), name + "-0", name);
        try (CuttingProxy proxy = new CuttingProxy(broker.port(), LATENCY);
                KilledJob job =
                        new KilledJob(
                                proxy.url(), name, Files.createTempDirectory("kills"), recognise);
                Traffic traffic = new Traffic(broker.port(), name)) {
            KillRun run = new KillRun(job);
            for (int life = 1; life <= kills; life++) {
                run.live(life, traffic);
                job.kill();
            }
            return run.lastLife(traffic);
        }
    }

    private void live(int life, Traffic traffic) throws Exception {
        job.launch();
        int begin = traffic.published();
        if (life % 2 == 0) {
            awaitUncoveredEffects();
        } else {
            awaitRandomMoment(life == 1 ? 1 : random.nextInt(MOST_CHECKPOINTS));
        }
        assertThat(traffic.published()).isGreaterThan(begin);
        KilledJob.Report last = job.report();
        redelivered += last.redelivered();
        if (last.completions() > 0) {
            backlog = Math.max(backlog, traffic.published() - (int) last.distinct());
        }
        if (life % 2 == 0) {
            awaitUnansweredCheckpoint();
        }
    }

    /** Anywhere between restoring and some checkpoints. */
    private void awaitRandomMoment(int checkpoints) {
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            KilledJob.Report report = job.report();
                            return report.completions() >= checkpoints
                                    && report.completions() + report.restores() > 0;
                        });
        await().pollDelay(Duration.ofMillis(random.nextInt(LONGEST_PAUSE))).until(() -> true);
    }

    /** Until messages flow, so that the next checkpoint holds effects that are not acknowledged. */
    private void awaitUncoveredEffects() throws Exception {
        await().atMost(PATIENCE).until(() -> job.report().completions() > 0);
        long effects = job.report().total();
        await().atMost(PATIENCE).until(() -> job.report().total() > effects);
    }

    /** Until the next checkpoint is complete; its acknowledgements are still on their way. */
    private void awaitUnansweredCheckpoint() throws Exception {
        Optional<Path> newest = job.newestCheckpoint();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> !job.newestCheckpoint().equals(newest));
    }

    private Outcome lastLife(Traffic traffic) throws Exception {
        job.launch();
        published = traffic.stop();
        await().atMost(Duration.ofMinutes(3)).until(this::complete);
        await().pollDelay(REST).until(() -> true); // what comes twice comes late
        KilledJob.Report state = job.report();
        redelivered += state.redelivered();
        return new Outcome(published, state, output(), redelivered, backlog);
    }

    private boolean complete() throws IOException, InterruptedException {
        return job.report().distinct() == published && output().distinct() == published;
    }

    private Effects output() {
        return CommittedFiles.effects(job.output(), published);
    }
}
