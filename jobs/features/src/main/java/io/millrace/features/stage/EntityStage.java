package io.millrace.features.stage;

import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.InputPlan;
import io.millrace.features.plan.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.util.OutputTag;

/**
 * Adds the features of one entity to the spine.
 *
 * <pre>
 * spine  ──▶ keys ─┐                        ┌─▶ rows       spine + features
 * errors ──▶ keys ─┼─▶ keyBy ─▶ entity-E ───┤
 * ...    ──▶ keys ─┘                        └─▶ rejected   row + reason, per source
 * </pre>
 */
public final class EntityStage {
    private final EntityPlan plan;
    private final Order order;
    private final String uid;
    private final List<OutputTag<RowData>> rejectedTags;

    private EntityStage(EntityPlan plan, Order order) {
        this.plan = plan;
        this.order = order;
        this.uid = uid(plan);
        this.rejectedTags = plan.inputs().stream().map(EntityStage::rejectedTag).toList();
    }

    /**
     * Builds the stage. In {@link Order#ARRIVAL} only the spine drives the watermark; in {@link
     * Order#EVENT_TIME} every source does, and its watermark speaks of the known time.
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
        return new EntityStage(plan, order).build(warmUp, spine, sources);
    }

    private StageOutput build(
            Duration warmUp, DataStream<RowData> spine, Map<String, DataStream<RowData>> sources) {
        List<SingleOutputStreamOperator<EntityRow>> keyed = new ArrayList<>();
        for (int i = 0; i < plan.inputs().size(); i++) {
            String table = plan.inputs().get(i).table();
            DataStream<RowData> source = i == 0 ? spine : sources.get(table);
            if (source == null) {
                throw new IllegalArgumentException(
                        "entity " + plan.entity() + ": no stream for table \"" + table + "\"");
            }
            keyed.add(key(i, source));
        }
        DataStream<EntityRow> all = keyed.get(0);
        for (SingleOutputStreamOperator<EntityRow> stream : keyed.subList(1, keyed.size())) {
            all = all.union(stream);
        }
        SingleOutputStreamOperator<RowData> rows =
                all.keyBy(new EntityKeySelector(), InternalTypeInfo.of(plan.keyType()))
                        .transform(
                                "features of " + plan.entity(),
                                InternalTypeInfo.of(plan.outputType()),
                                new EntityOperator(plan, order, warmUp.toMillis(), rejectedTags))
                        .uid(uid)
                        .name("features of " + plan.entity());
        return new StageOutput(rows, rejected(keyed, rows));
    }

    private SingleOutputStreamOperator<EntityRow> key(int index, DataStream<RowData> source) {
        InputPlan input = plan.inputs().get(index);
        boolean idle = order == Order.ARRIVAL && index > 0;
        String name = "keys of " + plan.entity() + " in " + input.table();
        return source.transform(
                        name,
                        new EntityRowTypeInformation(serializer(source)),
                        new KeyingOperator(
                                index, input, plan.keyType(), idle, rejectedTags.get(index)))
                .setParallelism(source.getParallelism())
                .uid(uid + "-" + kebab(input.table()) + "-keys")
                .name(name);
    }

    /** A batch sorts its rows, and has several at hand at once. */
    private EntityRowSerializer serializer(DataStream<RowData> source) {
        EntityRowSerializer serializer = EntityRowSerializer.of(plan);
        RuntimeExecutionMode mode =
                source.getExecutionEnvironment()
                        .getConfiguration()
                        .get(ExecutionOptions.RUNTIME_MODE);
        return mode == RuntimeExecutionMode.STREAMING ? serializer.reusing() : serializer;
    }

    private Map<String, DataStream<RowData>> rejected(
            List<SingleOutputStreamOperator<EntityRow>> keyed,
            SingleOutputStreamOperator<RowData> rows) {
        Map<String, DataStream<RowData>> rejected = new HashMap<>();
        for (int i = 0; i < keyed.size(); i++) {
            OutputTag<RowData> tag = rejectedTags.get(i);
            DataStream<RowData> early = keyed.get(i).getSideOutput(tag);
            rejected.put(
                    plan.inputs().get(i).table(),
                    i == 0 ? early : early.union(rows.getSideOutput(tag)));
        }
        return rejected;
    }

    static OutputTag<RowData> rejectedTag(InputPlan input) {
        List<RowType.RowField> fields = new ArrayList<>();
        for (RowType.RowField field : input.travelling().getFields()) {
            fields.add(new RowType.RowField(field.getName(), field.getType().copy(true)));
        }
        fields.add(new RowType.RowField("reason", new VarCharType(VarCharType.MAX_LENGTH)));
        return new OutputTag<>(
                "rejected-" + kebab(input.table()),
                InternalTypeInfo.of(new RowType(false, fields)));
    }

    /** Under which the entity's state is kept in savepoints. */
    static String uid(EntityPlan plan) {
        return "entity-" + kebab(plan.entity());
    }

    private static String kebab(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
