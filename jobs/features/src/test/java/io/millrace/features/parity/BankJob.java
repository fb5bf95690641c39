package io.millrace.features.parity;

import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.Order;
import io.millrace.features.stage.EntityStage;
import io.millrace.features.stage.StageOutput;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/** Builds the bank's job: the same stages live and over history. */
final class BankJob {

    private final int payments;
    private final int cards;
    private final Order order;
    private final boolean changes;
    private final long disorder;
    private final boolean oneEntity;

    /**
     * @param disorder of arrival, milliseconds; 0: in order, and then the spine is the only source
     */
    BankJob(
            int payments,
            int cards,
            Order order,
            boolean changes,
            long disorder,
            boolean oneEntity) {
        this.payments = payments;
        this.cards = cards;
        this.order = order;
        this.changes = changes;
        this.disorder = disorder;
        this.oneEntity = oneEntity;
    }

    Feed feed(Feed.Table table) {
        return new Feed(table, payments, cards, changes, disorder);
    }

    int payments() {
        return payments;
    }

    int sources() {
        return changes ? Feed.Table.values().length : 1;
    }

    StreamGraph graph(
            RuntimeExecutionMode mode,
            String backend,
            int parallelism,
            @Nullable String savepoint,
            Gate gate,
            Answers answers) {
        StreamExecutionEnvironment env = environment(mode, backend, parallelism, savepoint);
        EntityPlan card = Bank.card(!changes, changes);
        Map<String, DataStream<RowData>> sources =
                changes
                        ? Map.of(
                                "disputes", stream(env, Feed.Table.DISPUTES, gate),
                                "cards", stream(env, Feed.Table.CARDS, gate))
                        : Map.of();
        StageOutput output =
                EntityStage.apply(
                        card,
                        order,
                        Duration.ZERO,
                        stream(env, Feed.Table.PAYMENTS, gate),
                        sources);
        EntityPlan last = card;
        if (!oneEntity) {
            last = Bank.terminal(card, changes);
            output = EntityStage.apply(last, order, Duration.ZERO, output.rows(), Map.of());
        }
        output.rows().sinkTo(new AnswerSink(last.outputType(), answers)).uid("answers");
        return env.getStreamGraph();
    }

    static StreamExecutionEnvironment environment(
            RuntimeExecutionMode mode,
            String backend,
            int parallelism,
            @Nullable String savepoint) {
        Configuration configuration = new Configuration();
        configuration.set(ExecutionOptions.RUNTIME_MODE, mode);
        configuration.set(StateBackendOptions.STATE_BACKEND, backend);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        if (savepoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        env.setMaxParallelism(128);
        if (mode == RuntimeExecutionMode.STREAMING) {
            env.enableCheckpointing(Duration.ofHours(1).toMillis()); // the test asks for each
        }
        return env;
    }

    DataStream<RowData> stream(StreamExecutionEnvironment env, Feed.Table table, Gate gate) {
        Feed feed = feed(table);
        String name = table.name().toLowerCase(Locale.ROOT);
        long late = disorder;
        long step = Math.max(1, Feed.STEP * payments / 20_000);
        return env.fromSource(
                        new GatedSource(feed, gate),
                        WatermarkStrategy.forGenerator(context -> new StepWatermarks(late, step)),
                        name,
                        InternalTypeInfo.of(feed.type()))
                .setParallelism(1)
                .uid(name);
    }
}
