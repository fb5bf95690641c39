package io.millrace.inference.registry;

import io.millrace.inference.fixture.CommittedRows;
import io.millrace.inference.fixture.GatedSource;
import io.millrace.inference.stage.SwitchingPlan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongFunction;
import javax.annotation.Nullable;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;

/** A job with a registry whose rows, registry and failures the test has in hand. */
final class SwappingJob implements AutoCloseable {

    final GatedSource rows;
    final GatedSource registry;
    final Saboteur saboteur = new Saboteur();
    final CommittedRows scored = new CommittedRows(Plant.Scored::text);
    final CommittedRows shadow = new CommittedRows(Plant.Scored::text);
    final CommittedRows refused =
            new CommittedRows(row -> row.getString(1) + ": " + row.getString(7));
    private final List<RowData> changes = new CopyOnWriteArrayList<>();
    private final StreamExecutionEnvironment env;
    @Nullable private JobClient client;

    SwappingJob(SwitchingPlan plan, LongFunction<RowData> readings, Configuration more) {
        this(plan, readings, more, Duration.ofSeconds(20));
    }

    SwappingJob(
            SwitchingPlan plan,
            LongFunction<RowData> readings,
            Configuration more,
            Duration limit) {
        rows = new GatedSource(Plant.ROWS, readings);
        registry = new GatedSource(Plant.TABLE.type(), n -> changes.get((int) n));
        env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.configure(house());
        env.configure(more);
        DataStream<RowData> keyed =
                env.fromSource(
                                rows,
                                WatermarkStrategy.<RowData>forBoundedOutOfOrderness(
                                                Duration.ofSeconds(10))
                                        .withTimestampAssigner((row, before) -> row.getLong(2)),
                                "rows")
                        .setParallelism(1)
                        .uid("rows")
                        .keyBy(row -> row.getLong(1));
        DataStream<RowData> table =
                env.fromSource(registry, WatermarkStrategy.noWatermarks(), "models")
                        .setParallelism(1)
                        .uid("models");
        RegistryStage.Output output =
                RegistryStage.apply(plan, keyed, Plant.ROWS, Plant.TABLE, table, limit);
        output.scored()
                .rows()
                .map(saboteur)
                .returns(output.scored().rows().getType())
                .uid("saboteur")
                .sinkTo(scored)
                .uid("scored");
        output.scored().shadow().sinkTo(shadow).uid("shadow");
        output.refused().sinkTo(refused).uid("refused");
    }

    SwappingJob start() throws Exception {
        client = env.executeAsync();
        return this;
    }

    JobClient client() {
        return client;
    }

    void change(RowData... more) {
        changes.addAll(List.of(more));
        registry.release(more.length);
    }

    List<Plant.Scored> committed() {
        return Plant.Scored.of(scored.rows());
    }

    long committed(String version) {
        return committed().stream().filter(row -> row.version().equals(version)).count();
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

    @Override
    public void close() throws Exception {
        if (client != null && !client.getJobStatus().get().isTerminalState()) {
            client.cancel().get();
            client.getJobExecutionResult().handle((result, end) -> null).get();
        }
    }
}
