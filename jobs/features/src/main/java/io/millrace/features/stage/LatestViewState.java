package io.millrace.features.stage;

import io.millrace.features.plan.InputPlan;
import io.millrace.features.plan.ViewPlan;
import java.util.Objects;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/**
 * The newest row of a view's source: by known time in event-time order, else as they came. A
 * retraction takes it away if it is the one that is kept, by the values of the view's columns. It
 * does not expire.
 *
 * <pre>
 * state  latest-NAME   the row, with all columns of its source that travel
 * </pre>
 */
final class LatestViewState implements ViewState {
    /** Estimated bytes of a row. */
    private static final long WEIGHT = 400;

    private final ViewPlan.Latest plan;
    private final boolean byKnownTime;
    private final EntityRowSerializer serializer;
    private final KeyValue<EntityRow> newest;
    private final RowData.FieldGetter[] columns;

    LatestViewState(ViewPlan.Latest plan, InputPlan input, boolean byKnownTime, StateStore store)
            throws Exception {
        this.plan = plan;
        this.byKnownTime = byKnownTime;
        this.serializer = store.rowSerializer();
        this.newest =
                store.value(
                        new ValueStateDescriptor<>("latest-" + plan.stateName(), serializer),
                        serializer::adapt,
                        row -> WEIGHT);
        this.columns = FieldGetters.of(input.travelling(), plan.fields());
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
    public void begin(long watermark) {}

    @Override
    public void insert(EntityRow row) throws Exception {
        EntityRow kept = newest.get();
        if (byKnownTime && kept != null && kept.known > row.known) {
            return;
        }
        newest.set(serializer.copy(row));
    }

    @Override
    public boolean retract(EntityRow row) throws Exception {
        EntityRow kept = newest.get();
        if (kept == null) {
            return false;
        }
        for (RowData.FieldGetter column : columns) {
            Object own = column.getFieldOrNull(kept.row);
            if (!Objects.deepEquals(own, column.getFieldOrNull(row.row))) {
                return false;
            }
        }
        newest.set(null);
        return true;
    }

    @Override
    public boolean isPast(EntityRow row, long watermark) {
        return false;
    }

    @Override
    public void answer(long time, GenericRowData features, int position) throws Exception {
        EntityRow kept = newest.get();
        for (int i = 0; i < columns.length; i++) {
            Object value = kept == null ? null : columns[i].getFieldOrNull(kept.row);
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
