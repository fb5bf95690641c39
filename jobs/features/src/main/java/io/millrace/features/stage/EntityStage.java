package io.millrace.features.stage;

import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.Order;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;

/** Adds the features of one entity to the spine. */
public final class EntityStage {
    private EntityStage() {}

    /**
     * Builds the stage.
     *
     * @param warmUp longest time that spine rows wait for the snapshots of change logs on a fresh
     *     start, in {@link Order#ARRIVAL} only; zero: they do not wait
     * @param sources view sources by table name, without the spine
     */
    public static StageOutput apply(
            EntityPlan plan,
            Order order,
            Duration warmUp,
            DataStream<RowData> spine,
            Map<String, DataStream<RowData>> sources) {
        return new StageOutput(unfinished(plan), Map.of());
    }

    private static SingleOutputStreamOperator<RowData> unfinished(EntityPlan plan) {
        throw new UnsupportedOperationException("not built yet: entity " + plan.entity());
    }
}
