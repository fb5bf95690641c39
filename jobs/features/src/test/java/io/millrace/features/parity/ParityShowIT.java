package io.millrace.features.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.features.plan.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the live job says is what the training set says, bit for bit: with changes and deletions in
 * all three tables, shuffled arrival, task failures, and another parallelism and state backend
 * after each savepoint. {@code -Dmillrace.parity.rows=1000000} makes it the great show.
 */
class ParityShowIT {

    private static final int PAYMENTS = Integer.getInteger("millrace.parity.rows", 50_000);
    private static final int CARDS = Math.max(10, Math.min(10_000, PAYMENTS / 100));
    private static final Path FIGURES =
            Path.of(
                    System.getProperty("millrace.repository"),
                    "jobs/features/target/parity-show.txt");
    private static final long DISORDER = 300_000;
    private static final Duration PATIENCE = Duration.ofMinutes(PAYMENTS > 100_000 ? 60 : 3);

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir private Path savepoints;

    @Test
    void shouldGiveTheTrainingSetsBitsInEventTimeOrder(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        inEventTimeOrder(cluster, PAYMENTS, CARDS, "hashmap");
    }

    /** The savepoints go from one state backend to the other and back. */
    @Test
    void shouldGiveTheTrainingSetsBitsWithRocksdbBetweenTwoSavepoints(
            @InjectMiniCluster MiniCluster cluster) throws Exception {
        inEventTimeOrder(cluster, 5_000, 50, "rocksdb");
    }

    private void inEventTimeOrder(MiniCluster cluster, int payments, int cards, String backend)
            throws Exception {
        BankJob job = new BankJob(payments, cards, Order.EVENT_TIME, true, DISORDER, false);
        BankJob history = new BankJob(payments, cards, Order.EVENT_TIME, true, 0, false);
        try (Answers live = Answers.of(payments);
                Answers trained = Answers.of(payments)) {
            train(cluster, history, trained);
            assertThat(trained.answered()).isEqualTo(payments);
            checkDisputes(history, trained);

            long started = System.nanoTime();
            String first = stage(cluster, job, live, 1, "hashmap", null, 0, 1);
            String second = stage(cluster, job, live, 2, backend, first, 1, 2);
            stage(cluster, job, live, 1, "hashmap", second, 2, 3);

            note(
                    "event-time order: %,d live rows in %d s, %,d repeated after failures, %,d equal",
                    live.answered(), seconds(started), live.repeated.get(), live.equal(trained));
            assertThat(live.repeated).as("failures made rows come again").hasPositiveValue();
            assertThat(live.contradicted).hasValue(0);
            assertThat(live.equal(trained)).isEqualTo(payments);
        }
    }

    @Test
    void shouldGiveTheTrainingSetsBitsInArrivalOrderOfOneSource(
            @InjectMiniCluster MiniCluster cluster) throws Exception {
        inArrivalOrder(cluster, 2, true);
        inArrivalOrder(cluster, 1, false);
    }

    private void inArrivalOrder(MiniCluster cluster, int parallelism, boolean oneEntity)
            throws Exception {
        BankJob job = new BankJob(PAYMENTS, CARDS, Order.ARRIVAL, false, 0, oneEntity);
        BankJob history = new BankJob(PAYMENTS, CARDS, Order.EVENT_TIME, false, 0, oneEntity);
        try (Answers live = Answers.of(PAYMENTS);
                Answers trained = Answers.of(PAYMENTS)) {
            train(cluster, history, trained);
            long started = System.nanoTime();
            stage(cluster, job, live, parallelism, "hashmap", null, 0, 3);
            note(
                    "arrival order: %,d live rows in %d s, %,d repeated after failures, %,d equal",
                    live.answered(), seconds(started), live.repeated.get(), live.equal(trained));

            assertThat(live.repeated).as("failures made rows come again").hasPositiveValue();
            assertThat(live.contradicted).hasValue(0);
            assertThat(live.equal(trained)).isEqualTo(PAYMENTS);
        }
    }

    /** Each payment counts the disputes that were known when it was made, and no others. */
    private static void checkDisputes(BankJob job, Answers trained) {
        Feed payments = job.feed(Feed.Table.PAYMENTS);
        DisputeOracle oracle = new DisputeOracle(job.feed(Feed.Table.DISPUTES));
        int hindsight = 0;
        for (int id = 0; id < job.payments(); id++) {
            long at = payments.inserted(id);
            long expected = oracle.count(payments.card(id, 0), at);
            assertThat(trained.disputed(id))
                    .as("disputes known to payment %d", id)
                    .isEqualTo(expected);
            hindsight += oracle.countWithHindsight(payments.card(id, 0), at) == expected ? 0 : 1;
        }
        assertThat(hindsight)
                .as("payments that would be told another number with hindsight")
                .isGreaterThan(job.payments() / 20);
    }

    private static void train(MiniCluster cluster, BankJob job, Answers answers) throws Exception {
        long started = System.nanoTime();
        try (Gate gate = Gate.of(job.sources(), Long.MAX_VALUE)) {
            JobGraph graph =
                    job.graph(RuntimeExecutionMode.BATCH, "hashmap", 2, null, gate, answers)
                            .getJobGraph();
            cluster.executeJobBlocking(graph);
        }
        note("training set: %,d rows in %d s", answers.answered(), seconds(started));
    }

    /**
     * Runs the live job from one third to another of its time: a checkpoint, a failure, and a
     * savepoint, unless the last third ends the job.
     *
     * @return the savepoint
     */
    @Nullable
    private String stage(
            MiniCluster cluster,
            BankJob job,
            Answers answers,
            int parallelism,
            String backend,
            @Nullable String from,
            int begin,
            int end)
            throws Exception {
        long third = Feed.STEP * job.payments() / 3;
        long from0 = Feed.START + begin * third;
        long length = (end - begin) * third;
        try (Gate gate = Gate.of(job.sources(), from0 + length / 3)) {
            JobGraph graph =
                    job.graph(
                                    RuntimeExecutionMode.STREAMING,
                                    backend,
                                    parallelism,
                                    from,
                                    gate,
                                    answers)
                            .getJobGraph();
            JobID id = cluster.submitJob(graph).get().getJobID();
            try {
                return drive(cluster, id, answers, gate, new Span(from0, length, end == 3));
            } catch (AssertionError | Exception e) {
                cluster.cancelJob(id).get(); // or the next test waits for its slots
                throw e;
            }
        }
    }

    /** A part of the payments' time in milliseconds. */
    private record Span(long from, long length, boolean last) {
        long at(double part) {
            return from + (long) (length * part);
        }
    }

    @Nullable
    private String drive(MiniCluster cluster, JobID id, Answers answers, Gate gate, Span span)
            throws Exception {
        reached(cluster, id, gate);
        cluster.triggerCheckpoint(id, CheckpointType.FULL).get();
        long before = answers.answered();
        gate.open(span.at(0.5));
        await().atMost(PATIENCE).until(() -> answers.answered() > before);
        gate.failAfter(span.at(0.5));
        gate.open(span.at(0.6));
        await().atMost(PATIENCE).until(() -> gate.failures() == 1);
        reached(cluster, id, gate);
        if (span.last()) {
            gate.open(Long.MAX_VALUE);
            cluster.requestJobResult(id).get().toJobExecutionResult(getClass().getClassLoader());
            return null;
        }
        gate.open(span.at(1));
        reached(cluster, id, gate);
        return cluster.stopWithSavepoint(
                        id, savepoints.toUri().toString(), false, SavepointFormatType.CANONICAL)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Sources may wait at their gate before every other task runs, and Flink refuses till then. */
    private static void reached(MiniCluster cluster, JobID id, Gate gate) {
        await().atMost(PATIENCE)
                .failFast("the job ended", () -> status(cluster, id).isTerminalState())
                .until(() -> gate.isReached() && allRun(cluster, id));
    }

    private static boolean allRun(MiniCluster cluster, JobID id) {
        for (AccessExecutionVertex task :
                cluster.getExecutionGraph(id).join().getAllExecutionVertices()) {
            if (task.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }

    private static JobStatus status(MiniCluster cluster, JobID id) {
        return cluster.getJobStatus(id).join();
    }

    /** Figures of the run, for those who want them. */
    @SuppressWarnings("AnnotateFormatMethod") // its annotations are not on the class path
    private static void note(String format, Object... figures) throws IOException {
        Files.writeString(
                FIGURES,
                format.formatted(figures) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static long seconds(long started) {
        return Duration.ofNanos(System.nanoTime() - started).toSeconds();
    }
}
