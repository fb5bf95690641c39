package io.millrace.features.stage;

import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.InputPlan;
import io.millrace.features.plan.Order;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.OutputTag;

/** The keying operators of an entity in front of its keyed operator, in one thread. */
final class StageHarness implements AutoCloseable {
    private final EntityPlan plan;
    private final List<OneInputStreamOperatorTestHarness<RowData, EntityRow>> keying =
            new ArrayList<>();
    private final List<OutputTag<RowData>> tags;
    final KeyedOneInputStreamOperatorTestHarness<RowData, EntityRow, RowData> operator;
    private final List<RowData.FieldGetter> getters = new ArrayList<>();
    private int read;

    StageHarness(EntityPlan plan, Order order, long warmUp) throws Exception {
        this(plan, order, warmUp, null, null);
    }

    StageHarness(
            EntityPlan plan,
            Order order,
            long warmUp,
            StateBackend backend,
            OperatorSubtaskState restored)
            throws Exception {
        this(plan, order, warmUp, backend, restored, new Place(1, 0, MemorySize.ofMebiBytes(64)));
    }

    /** One of several subtasks, and its heap for hot keys. */
    record Place(int subtasks, int subtask, MemorySize hotKeys) {
        static final int MAX_PARALLELISM = 16;
    }

    StageHarness(
            EntityPlan plan,
            Order order,
            long warmUp,
            StateBackend backend,
            OperatorSubtaskState restored,
            Place place)
            throws Exception {
        this.plan = plan;
        this.tags = plan.inputs().stream().map(EntityStage::rejectedTag).toList();
        operator =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new EntityOperator(plan, order, warmUp, tags),
                        new EntityKeySelector(),
                        InternalTypeInfo.of(plan.keyType()),
                        Place.MAX_PARALLELISM,
                        place.subtasks(),
                        place.subtask());
        operator.getEnvironment()
                .getJobConfiguration()
                .set(StateOptions.HOT_KEYS_MEMORY, place.hotKeys());
        operator.getExecutionConfig().enableObjectReuse();
        if (backend != null) {
            operator.setStateBackend(backend);
        }
        operator.setup(InternalTypeInfo.of(plan.outputType()).toRowSerializer());
        if (restored != null) {
            operator.initializeState(restored);
        }
        operator.open();
        for (int i = 0; i < plan.inputs().size(); i++) {
            OneInputStreamOperatorTestHarness<RowData, EntityRow> keys =
                    new OneInputStreamOperatorTestHarness<>(
                            new KeyingOperator(
                                    i, plan.inputs().get(i), plan.keyType(), false, tags.get(i)));
            keys.setup(EntityRowSerializer.of(plan));
            keys.open();
            keying.add(keys);
        }
        for (int i = 0; i < plan.outputType().getFieldCount(); i++) {
            getters.add(RowData.createFieldGetter(plan.outputType().getTypeAt(i).copy(true), i));
        }
    }

    StageHarness send(String table, RowData... rows) throws Exception {
        int input = plan.inputs().stream().map(InputPlan::table).toList().indexOf(table);
        OneInputStreamOperatorTestHarness<RowData, EntityRow> keys = keying.get(input);
        for (RowData row : rows) {
            keys.processElement(new StreamRecord<>(row));
            while (!keys.getOutput().isEmpty()) {
                @SuppressWarnings("unchecked") // the operator emits records only here
                StreamRecord<EntityRow> record = (StreamRecord<EntityRow>) keys.getOutput().poll();
                operator.processElement(record);
            }
        }
        return this;
    }

    StageHarness watermark(long time) throws Exception {
        operator.processWatermark(new Watermark(time));
        return this;
    }

    /** Spine rows emitted since the last call. */
    List<RowData> take() {
        List<RowData> all = operator.extractOutputValues();
        List<RowData> fresh = List.copyOf(all.subList(read, all.size()));
        read = all.size();
        return fresh;
    }

    /** One column of the spine rows emitted since the last call. */
    List<Object> take(String column) {
        int index = plan.outputType().getFieldIndex(column);
        return take().stream()
                .map(row -> getters.get(index).getFieldOrNull(row))
                .map(value -> value == null ? "NULL" : value)
                .toList();
    }

    /** Reasons, of the keying operator and of the keyed one. */
    List<String> rejected(String table) {
        int input = plan.inputs().stream().map(InputPlan::table).toList().indexOf(table);
        List<String> reasons = new ArrayList<>();
        int reason = plan.inputs().get(input).travelling().getFieldCount();
        var early = keying.get(input).getSideOutput(tags.get(input));
        var late = operator.getSideOutput(tags.get(input));
        if (early != null) {
            early.forEach(row -> reasons.add(row.getValue().getString(reason).toString()));
        }
        if (late != null) {
            late.forEach(row -> reasons.add(row.getValue().getString(reason).toString()));
        }
        return reasons;
    }

    @Override
    public void close() throws Exception {
        for (OneInputStreamOperatorTestHarness<RowData, EntityRow> keys : keying) {
            keys.close();
        }
        operator.close();
    }
}
