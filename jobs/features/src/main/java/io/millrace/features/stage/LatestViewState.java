package io.millrace.features.stage;

import io.millrace.features.plan.InputPlan;
import io.millrace.features.plan.ViewPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;

/**
 * The newest row of a view's source: by known time in event-time order, else as they came. A
 * retraction takes it away if it is the one that is kept, by the values of the view's columns. It
 * does not expire.
 *
 * <pre>
 * state  latest-NAME   known time, the view's columns
 * </pre>
 */
final class LatestViewState implements ViewState {
    private static final int KNOWN = 0;
    private static final int COLUMNS = 1;

    private final ViewPlan.Latest plan;
    private final boolean byKnownTime;
    private final ValueState<RowData> newest;
    private final RowDataSerializer serializer;
    private final RowData.FieldGetter[] travelling;
    private final RowData.FieldGetter[] kept;

    LatestViewState(ViewPlan.Latest plan, InputPlan input, boolean byKnownTime, StateStore store)
            throws Exception {
        this.plan = plan;
        this.byKnownTime = byKnownTime;
        RowType type = keptType(plan, input);
        List<Integer> columns = new ArrayList<>();
        for (int i = COLUMNS; i < type.getFieldCount(); i++) {
            columns.add(i);
        }
        this.serializer = new RowDataSerializer(type);
        this.newest = store.value(new ValueStateDescriptor<>("latest-" + plan.name(), serializer));
        this.travelling = FieldGetters.of(input.travelling(), plan.fields());
        this.kept = FieldGetters.of(type, columns);
    }

    private static RowType keptType(ViewPlan.Latest plan, InputPlan input) {
        List<RowType.RowField> fields = new ArrayList<>();
        fields.add(new RowType.RowField("known time", new BigIntType(false)));
        for (int field : plan.fields()) {
            RowType.RowField source = input.travelling().getFields().get(field);
            fields.add(new RowType.RowField(source.getName(), source.getType().copy(true)));
        }
        return new RowType(false, fields);
    }

    @Override
    public boolean excludesCurrent() {
        return plan.excludeCurrent();
    }

    @Override
    public int width() {
        return plan.width();
    }

    @Override
    public void insert(EntityRow entityRow) throws Exception {
        RowData current = newest.value();
        if (byKnownTime && current != null && current.getLong(KNOWN) > entityRow.known) {
            return;
        }
        GenericRowData row = new GenericRowData(COLUMNS + travelling.length);
        row.setField(KNOWN, entityRow.known);
        for (int i = 0; i < travelling.length; i++) {
            row.setField(COLUMNS + i, travelling[i].getFieldOrNull(entityRow.row));
        }
        BinaryRowData binary = serializer.toBinaryRow(row);
        newest.update(binary.copy());
    }

    @Override
    public boolean retract(EntityRow entityRow) throws Exception {
        RowData current = newest.value();
        if (current == null) {
            return false;
        }
        for (int i = 0; i < kept.length; i++) {
            Object own = kept[i].getFieldOrNull(current);
            Object other = travelling[i].getFieldOrNull(entityRow.row);
            if (!Objects.deepEquals(own, other)) {
                return false;
            }
        }
        newest.clear();
        return true;
    }

    @Override
    public boolean isPast(EntityRow entityRow, long watermark) {
        return false;
    }

    @Override
    public void answer(long time, GenericRowData features, int position) throws Exception {
        RowData current = newest.value();
        for (int i = 0; i < kept.length; i++) {
            Object value = current == null ? null : kept[i].getFieldOrNull(current);
            features.setField(position + i, value);
        }
    }

    @Override
    public long expire(long watermark) {
        return Long.MAX_VALUE;
    }

    @Override
    public long nextExpiry() {
        return Long.MAX_VALUE;
    }
}
