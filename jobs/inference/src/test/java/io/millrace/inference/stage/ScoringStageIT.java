package io.millrace.inference.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.inference.card.Meaning;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelOutput;
import io.millrace.inference.card.ValueType;
import io.millrace.inference.fixture.Cards;
import io.millrace.inference.fixture.PlainRuntime;
import io.millrace.inference.fixture.TestModels;
import io.millrace.inference.session.SessionCache;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ScoringStageIT {

    private static final int FEATURES = 3;
    private static final int ROWS = 30_000;
    private static final int SUBTASKS = 2;
    private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setConfiguration(METRICS.addToConfiguration(new Configuration()))
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2 * SUBTASKS)
                            .build());

    @TempDir private Path folder;

    private CollectedRows scored;
    private CollectedRows rejected;

    @BeforeEach
    void forgetEarlierFailures() {
        Rows.FAILED.set(false);
    }

    @Test
    void shouldScoreEveryRowToTheBitThroughAFailureInMidRun() throws Exception {
        byte[] model = TestModels.trees(FEATURES, 100, 6, 3);
        ScoringPlan plan = ScoringHarness.plan(folder, model, FEATURES);
        RowType type = ScoringHarness.rows(FEATURES);

        score(plan, type, ROWS / 2);

        assertThat(scored.rows()).hasSize(ROWS);
        assertThat(rejected.rows()).isEmpty();
        try (PlainRuntime plain = new PlainRuntime(model)) {
            for (Map.Entry<Long, RowData> row : scored.rows().entrySet()) {
                float[] values = new float[FEATURES];
                for (int f = 0; f < FEATURES; f++) {
                    Double value = Rows.value(row.getKey(), f);
                    values[f] = value == null ? Float.NaN : value.floatValue();
                }
                assertThat(row.getValue().getFloat(FEATURES + 1)).isEqualTo(plain.score(values));
                assertThat(row.getValue().getString(FEATURES + 2)).hasToString("pump");
            }
        }
        assertThat(Rows.FAILED).isTrue();
        assertThat(SessionCache.ofThisProcess().size()).isZero();
    }

    @Test
    void shouldRejectTheRowsThatTheModelFailsOnAndScoreTheOthers() throws Exception {
        byte[] model = TestModels.embedding(-1, 1);
        ModelCard card =
                Cards.card(
                        model,
                        List.of(Cards.input("index", ValueType.INT64)),
                        List.of(ModelOutput.ofFloat("score", Meaning.SCORE)));

        score(
                ScoringHarness.plan(folder, model, card),
                ScoringHarness.rows("index", new BigIntType()),
                Long.MAX_VALUE);

        assertThat(scored.rows()).hasSize(ROWS / 12 * 10).allSatisfy((id, row) -> id(id, 0, 9));
        assertThat(rejected.rows())
                .hasSize(ROWS / 12 * 2)
                .allSatisfy(
                        (id, row) -> {
                            id(id, 10, 11);
                            assertThat(row.getString(2).toString())
                                    .startsWith("the model failed on this row: ");
                        });
    }

    @Test
    void shouldEndAJobWhoseModelIsNotWhatItsCardSaysInsteadOfRestartingIt() throws Exception {
        byte[] model = TestModels.linear(FEATURES, 1);
        ModelCard ofAnother = Cards.score(TestModels.linear(FEATURES, 2), FEATURES);
        ScoringPlan plan = ScoringHarness.plan(folder, model, ofAnother);

        assertThatThrownBy(() -> score(plan, ScoringHarness.rows(FEATURES), Long.MAX_VALUE))
                .rootCause()
                .hasMessageContaining("it is damaged, or not the model that the card describes");
        assertThat(scored.rows()).isEmpty();
    }

    @Test
    void shouldNotMakeRowsWaitForABatchThatNobodyFills() throws Exception {
        byte[] model = TestModels.linear(FEATURES, 3);
        ScoringPlan plan =
                ScoringHarness.plan(folder, model, FEATURES).withBatch(4_096, Duration.ofDays(1));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.configure(house().set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofDays(1)));
        DataGeneratorSource<Long> trickle =
                new DataGeneratorSource<>(
                        id -> id, ROWS, RateLimiterStrategy.perSecond(50), Types.LONG);

        build(env, trickle, plan, ScoringHarness.rows(FEATURES), Long.MAX_VALUE);
        JobClient job = env.executeAsync();
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> scored.rows().size() >= 20);
        } finally {
            job.cancel().get();
        }
    }

    @Test
    void shouldMeasureWhatItDoes() throws Exception {
        byte[] model = TestModels.linear(FEATURES, 3);
        ScoringPlan plan = ScoringHarness.plan(folder, model, FEATURES).withLatencyFrom("id");

        JobExecutionResult result = score(plan, ScoringHarness.rows(FEATURES), Long.MAX_VALUE);

        Map<String, Metric> metrics = METRICS.getMetricsByIdentifiers(result.getJobID());
        assertThat(count(metrics, "scoredRows")).isEqualTo(ROWS);
        assertThat(count(metrics, "rejectedRows")).isZero();
        assertThat(count(metrics, "input.f0.missing")).isBetween(ROWS / 8L, ROWS / 6L);
        assertThat(metrics)
                .anySatisfy(
                        (name, metric) -> {
                            assertThat(name).endsWith("model.pump.batchRows");
                            assertThat(((Histogram) metric).getStatistics().getMax())
                                    .isBetween(1L, 128L);
                        })
                .anySatisfy(
                        (name, metric) -> {
                            assertThat(name).endsWith("model.pump.eventToScore");
                            assertThat(((Histogram) metric).getStatistics().getMin())
                                    .isBetween(0L, System.currentTimeMillis());
                        })
                .anySatisfy(
                        (name, metric) -> {
                            assertThat(name).endsWith("model.pump.input.f0.missingRate");
                            assertThat((Double) ((Gauge<?>) metric).getValue()).isBetween(0.1, 0.2);
                        });
    }

    private JobExecutionResult score(ScoringPlan plan, RowType type, long failAt) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.configure(house());
        build(env, new NumberSequenceSource(0, ROWS - 1), plan, type, failAt);
        return env.execute();
    }

    private void build(
            StreamExecutionEnvironment env,
            Source<Long, ?, ?> ids,
            ScoringPlan plan,
            RowType type,
            long failAt) {
        scored = new CollectedRows(plan.outputType(type));
        rejected = new CollectedRows(plan.rejectedType(type));
        DataStream<RowData> rows =
                env.fromSource(ids, WatermarkStrategy.noWatermarks(), "ids")
                        .uid("ids")
                        .map(new Rows(type.getFieldCount() - 1, failAt), InternalTypeInfo.of(type))
                        .uid("rows")
                        .rebalance();
        StageOutput output = ScoringStage.apply(plan, rows, type);
        output.rows().sinkTo(scored).name("scored").uid("scored");
        output.rejected().sinkTo(rejected).name("rejected").uid("rejected");
    }

    private static Configuration house() {
        Configuration house = new Configuration();
        house.set(PipelineOptions.GENERIC_TYPES, false);
        house.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        house.set(PipelineOptions.OBJECT_REUSE, true);
        house.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
        house.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        house.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1_000);
        house.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        return house;
    }

    private static long count(Map<String, Metric> metrics, String name) {
        return metrics.entrySet().stream()
                .filter(metric -> metric.getKey().endsWith("model.pump." + name))
                .mapToLong(metric -> ((Counter) metric.getValue()).getCount())
                .sum();
    }

    private static void id(long id, long from, long to) {
        assertThat(id % 12).isBetween(from, to);
    }

    /** Rows made of their ids; fails once at a given one. */
    private static final class Rows implements MapFunction<Long, RowData> {

        private static final AtomicBoolean FAILED = new AtomicBoolean();

        private final int columns;
        private final long failAt;

        Rows(int columns, long failAt) {
            this.columns = columns;
            this.failAt = failAt;
        }

        @Override
        public RowData map(Long id) {
            if (id == failAt && FAILED.compareAndSet(false, true)) {
                throw new IllegalStateException("as the test wants it");
            }
            if (columns == 1) {
                return GenericRowData.of(id, id % 12);
            }
            GenericRowData row = new GenericRowData(columns + 1);
            row.setField(0, id);
            for (int f = 0; f < columns; f++) {
                row.setField(f + 1, value(id, f));
            }
            return row;
        }

        static Double value(long id, int feature) {
            long dice = (id + feature) % 13;
            return dice == 0 ? null : dice == 1 ? Double.NaN : Math.sin(id * 7.0 + feature) * 2;
        }
    }
}
