package io.millrace.bench.features.job;

import io.millrace.bench.features.feed.EventRows;
import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.EntityDefinition;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.definition.Window;
import io.millrace.features.plan.BoundSource;
import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.Order;
import io.millrace.features.stage.EntityStage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/** Ours, through the stage that the live job has. */
final class FeatureJob {

    private static final EntityDefinition ENTITY = new EntityDefinition("one", List.of("k"));

    private FeatureJob() {}

    /** One sum over one window. */
    static DataStream<RowData> sum(DataStream<RowData> events, Setting setting, boolean hop) {
        return stage(
                events,
                setting,
                hop,
                new AggregationDefinition(
                        List.of("v0"),
                        List.of("sum"),
                        List.of(new Window(setting.window() + "m", setting.windowLength())),
                        null));
    }

    /** Many features over several windows. */
    static DataStream<RowData> load(DataStream<RowData> events, Setting setting) {
        return stage(events, setting, false, RealLoad.definition());
    }

    /** As little as a stage can be asked for. */
    static DataStream<RowData> count(DataStream<RowData> events, Setting setting) {
        return stage(
                events,
                setting,
                false,
                new AggregationDefinition(
                        List.of(),
                        List.of("count"),
                        List.of(new Window("1m", Duration.ofMinutes(1))),
                        null));
    }

    private static DataStream<RowData> stage(
            DataStream<RowData> events,
            Setting setting,
            boolean hop,
            AggregationDefinition aggregation) {
        ViewDefinition view =
                new ViewDefinition(
                        "view",
                        ENTITY.name(),
                        "events",
                        List.of(aggregation),
                        List.of(),
                        Duration.ZERO,
                        hop ? Duration.ofMinutes(1) : null,
                        false,
                        List.of());
        BoundSource spine =
                new BoundSource(
                        "events",
                        EventRows.type(setting.events().columns()),
                        1,
                        -1,
                        false,
                        Map.of());
        EntityPlan plan = EntityPlan.of(ENTITY, List.of(view), spine, Map.of());
        return EntityStage.apply(plan, Order.ARRIVAL, Duration.ZERO, events, Map.of()).rows();
    }
}
