package io.millrace.features.stage;

import io.millrace.features.plan.InputPlan;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.OutputTag;

/**
 * Takes out of a source's row what the stage needs: key, times, the columns of its views. The
 * record's timestamp becomes the known time, by which Flink sorts bounded input.
 *
 * <p>Rows without event time or known time are rejected. View rows without key belong to nobody and
 * are counted as {@code rowsWithoutKey}; spine rows without key travel on to be answered.
 *
 * <p>A source that must not hold back the watermark is idle from the start and stays so. Watermark
 * status is internal to Flink: there is no public way to declare a stream idle for good.
 */
final class KeyingOperator extends AbstractStreamOperator<EntityRow>
        implements OneInputStreamOperator<RowData, EntityRow> {
    private static final long serialVersionUID = 1L;

    private final int input;
    private final InputPlan plan;
    private final RowType keyType;
    private final boolean idle;
    private final OutputTag<RowData> rejected;
    private final TimeColumn time;
    private final TimeColumn known;

    private transient RowData.FieldGetter[] keyGetters;
    private transient RowData.FieldGetter[] getters;
    private transient RowDataSerializer keySerializer;
    private transient Counter withoutKey;
    private transient ScheduledFuture<?> idling;

    KeyingOperator(
            int input, InputPlan plan, RowType keyType, boolean idle, OutputTag<RowData> rejected) {
        this.input = input;
        this.plan = plan;
        this.keyType = keyType;
        this.idle = idle;
        this.rejected = rejected;
        RowType type = plan.source().rowType();
        this.time = TimeColumn.of(type, plan.source().timeIndex());
        this.known =
                plan.source().knownIndex() < 0
                        ? time
                        : TimeColumn.of(type, plan.source().knownIndex());
        setChainingStrategy(ChainingStrategy.ALWAYS);
    }

    @Override
    public void open() throws Exception {
        super.open();
        RowType type = plan.source().rowType();
        keyGetters = FieldGetters.of(type, plan.key());
        getters = FieldGetters.of(type, plan.fields());
        keySerializer = new RowDataSerializer(keyType);
        withoutKey = getMetricGroup().counter("rowsWithoutKey");
        if (idle) {
            long now = getProcessingTimeService().getCurrentProcessingTime();
            idling = getProcessingTimeService().registerTimer(now, ignored -> emitIdle());
        }
    }

    @Override
    public void processElement(StreamRecord<RowData> element) {
        RowData row = element.getValue();
        if (time.isNull(row)) {
            reject(row, time, "event time");
        } else if (known.isNull(row)) {
            reject(row, known, "known time");
        } else {
            GenericRowData key = new GenericRowData(keyGetters.length);
            if (readKey(row, key) || input == 0) {
                emit(row, key);
            } else {
                withoutKey.inc();
            }
        }
    }

    /** False when a column of the key is null. */
    private boolean readKey(RowData row, GenericRowData keyValues) {
        boolean complete = true;
        for (int i = 0; i < keyGetters.length; i++) {
            Object value = keyGetters[i].getFieldOrNull(row);
            complete &= value != null;
            keyValues.setField(i, value);
        }
        return complete;
    }

    private void emit(RowData row, GenericRowData keyValues) {
        EntityRow entityRow = new EntityRow();
        entityRow.input = input;
        entityRow.kind = plan.source().changelog() ? row.getRowKind() : RowKind.INSERT;
        entityRow.time = time.read(row);
        entityRow.known = known.read(row);
        entityRow.key = keySerializer.toBinaryRow(keyValues);
        entityRow.row = input == 0 ? row : project(row);
        output.collect(new StreamRecord<>(entityRow, entityRow.known));
    }

    private RowData project(RowData row) {
        GenericRowData projected = new GenericRowData(getters.length);
        for (int i = 0; i < getters.length; i++) {
            projected.setField(i, getters[i].getFieldOrNull(row));
        }
        return projected;
    }

    private void reject(RowData row, TimeColumn column, String role) {
        String name = plan.source().rowType().getFieldNames().get(column.index());
        StringData reason = StringData.fromString("the " + role + " \"" + name + "\" is null");
        RowData travelling = input == 0 ? row : project(row);
        RowData rejectedRow = new JoinedRowData(travelling, GenericRowData.of(reason));
        output.collect(rejected, new StreamRecord<>(rejectedRow));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (!idle) {
            super.processWatermark(mark);
        }
    }

    @Override
    public void processWatermarkStatus(WatermarkStatus status) throws Exception {
        if (!idle) {
            super.processWatermarkStatus(status);
        }
    }

    @Override
    public void finish() throws Exception {
        if (idle) {
            idling.cancel(false);
            emitIdle();
        }
        super.finish();
    }

    private void emitIdle() {
        output.emitWatermarkStatus(WatermarkStatus.IDLE);
    }
}
