package io.millrace.features.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.Order;
import io.millrace.features.stage.EntityStage;
import io.millrace.features.stage.Evolution;
import io.millrace.features.stage.SavepointContents;
import io.millrace.features.stage.ViewFate;
import io.millrace.features.stage.ViewFate.Outcome;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A savepoint of the first definition under the second: what is kept is what history says, bit for
 * bit; what is new begins with the first row after the savepoint; and both were foretold.
 */
class EvolutionIT {

    private static final int PAYMENTS = 600;
    private static final int CARDS = 12;
    private static final long DISORDER = 20_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** {@code -Dmillrace.update=true} writes it anew: only for a version not yet released. */
    private static final Path GOLDEN =
            Path.of(
                    System.getProperty("millrace.repository"),
                    "jobs/features/src/test/resources/golden/v1/savepoint");

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir private Path savepoints;

    private final BankJob job =
            new BankJob(PAYMENTS, CARDS, Order.EVENT_TIME, true, DISORDER, true);

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void shouldKeepWhatIsKeptAndStartWhatIsNewEmpty(
            String backend, @InjectMiniCluster MiniCluster cluster) throws Exception {
        String savepoint = savepoint(cluster, backend);

        assertThat(Evolution.of(Definitions.second(), SavepointContents.read(savepoint)))
                .containsExactly(
                        new ViewFate("holder", Outcome.KEPT, List.of("cards.home")),
                        new ViewFate("fresh", Outcome.STARTS_EMPTY, List.of()),
                        new ViewFate("money", Outcome.KEPT, List.of("terminal")),
                        new ViewFate("copy", Outcome.STARTS_EMPTY, List.of()),
                        new ViewFate("disputes", Outcome.KEPT, List.of()),
                        new ViewFate("gone", Outcome.DROPPED, List.of()));
        checkSecondHalf(cluster, backend, savepoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void shouldGoOnFromASavepointOfTheFirstVersion(
            String backend, @InjectMiniCluster MiniCluster cluster) throws Exception {
        if (Boolean.getBoolean("millrace.update")) {
            Path made = Path.of(URI.create(savepoint(cluster, "hashmap")));
            Files.createDirectories(GOLDEN);
            Files.copy(
                    made.resolve("_metadata"),
                    GOLDEN.resolve("_metadata"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        checkSecondHalf(cluster, backend, GOLDEN.toUri().toString());
    }

    @Test
    void shouldForetellNothingOfOperatorsThatTheSavepointDoesNotKnow(
            @InjectMiniCluster MiniCluster cluster) throws Exception {
        SavepointContents contents = SavepointContents.read(savepoint(cluster, "hashmap"));

        assertThat(contents.has("entity-card")).isTrue();
        assertThat(contents.has("entity-terminal")).isFalse();
        assertThat(Evolution.of(Bank.terminal(Bank.card(true, true), true), contents))
                .containsExactly(new ViewFate("till", Outcome.STARTS_EMPTY, List.of()));
    }

    private void checkSecondHalf(MiniCluster cluster, String backend, String savepoint)
            throws Exception {
        Map<Long, Map<String, Object>> live;
        try (Gate gate = Gate.of(job.sources(), Long.MAX_VALUE)) {
            RowLog log = new RowLog(Definitions.second().outputType());
            cluster.executeJobBlocking(
                    graph(
                            RuntimeExecutionMode.STREAMING,
                            backend,
                            Definitions.second(),
                            savepoint,
                            gate,
                            log));
            live = log.rows();
        }
        assertThat(live.size()).isBetween(PAYMENTS / 3, PAYMENTS * 2 / 3);
        Map<Long, Map<String, Object>> history = history(cluster);
        live.forEach(
                (id, row) -> {
                    assertThat(row)
                            .as("payment %d", id)
                            .containsEntry(
                                    "fresh_count_24h", "" + countOfNew(live, (int) (long) id));
                    for (String kept :
                            List.of(
                                    "money_amount_mean_24h",
                                    "money_amount_count_24h",
                                    "money_amount_max_24h",
                                    "money_amount_slope_24h",
                                    "money_terminal_last_24h",
                                    "disputes_claim_sum_24h",
                                    "disputes_claim_max_24h",
                                    "holder_credit",
                                    "amount")) {
                        assertThat(row)
                                .as("payment %d", id)
                                .containsEntry(kept, history.get(id).get(kept));
                    }
                });
        assertThat(live.values()).anyMatch(row -> row.get("holder_home").equals("NULL"));
        assertThat(live.values()).anyMatch(row -> !row.get("holder_credit").equals("NULL"));
    }

    /** How many payments of the card up to this one the second job was the first to see. */
    private long countOfNew(Map<Long, Map<String, Object>> live, int payment) {
        Feed feed = job.feed(Feed.Table.PAYMENTS);
        return live.keySet().stream()
                .filter(id -> id <= payment)
                .filter(id -> feed.card((int) (long) id, 0) == feed.card(payment, 0))
                .count();
    }

    private Map<Long, Map<String, Object>> history(MiniCluster cluster) throws Exception {
        try (Gate gate = Gate.of(job.sources(), Long.MAX_VALUE)) {
            RowLog log = new RowLog(Definitions.second().outputType());
            cluster.executeJobBlocking(
                    graph(
                            RuntimeExecutionMode.BATCH,
                            "hashmap",
                            Definitions.second(),
                            null,
                            gate,
                            log));
            assertThat(log.rows()).hasSize(PAYMENTS);
            return log.rows();
        }
    }

    /** Of the first definition, half-way. */
    private String savepoint(MiniCluster cluster, String backend) throws Exception {
        long half = Feed.START + Feed.STEP * PAYMENTS / 2;
        try (Gate gate = Gate.of(job.sources(), half)) {
            RowLog log = new RowLog(Definitions.first().outputType());
            JobGraph graph =
                    graph(
                            RuntimeExecutionMode.STREAMING,
                            backend,
                            Definitions.first(),
                            null,
                            gate,
                            log);
            JobID id = cluster.submitJob(graph).get().getJobID();
            await().atMost(PATIENCE).until(() -> gate.isReached() && !log.rows().isEmpty());
            return cluster.stopWithSavepoint(
                            id, savepoints.toUri().toString(), false, SavepointFormatType.CANONICAL)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private JobGraph graph(
            RuntimeExecutionMode mode,
            String backend,
            EntityPlan plan,
            @Nullable String savepoint,
            Gate gate,
            RowLog log) {
        StreamExecutionEnvironment env = BankJob.environment(mode, backend, 2, savepoint);
        EntityStage.apply(
                        plan,
                        Order.EVENT_TIME,
                        Duration.ZERO,
                        job.stream(env, Feed.Table.PAYMENTS, gate),
                        Map.of(
                                "disputes", job.stream(env, Feed.Table.DISPUTES, gate),
                                "cards", job.stream(env, Feed.Table.CARDS, gate)))
                .rows()
                .filter(row -> row.getRowKind() == RowKind.INSERT)
                .uid("inserts")
                .sinkTo(log)
                .uid("log");
        return env.getStreamGraph().getJobGraph();
    }
}
