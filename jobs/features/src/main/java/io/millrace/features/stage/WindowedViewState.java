package io.millrace.features.stage;

import io.millrace.features.aggregate.Ir;
import io.millrace.features.aggregate.IrLayout;
import io.millrace.features.aggregate.Result;
import io.millrace.features.plan.StoredColumn;
import io.millrace.features.plan.ViewPlan;
import io.millrace.features.plan.WindowOutput;
import io.millrace.features.tile.History;
import io.millrace.features.tile.Row;
import io.millrace.features.tile.RowLayout;
import io.millrace.features.tile.Scratch;
import java.io.IOException;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.table.data.GenericRowData;

/**
 * A windowed view.
 *
 * <pre>
 * state  view-NAME   the key's rows, expired by event time
 * </pre>
 */
final class WindowedViewState implements ViewState {
    /** A key is looked at so often while its longest window passes. */
    private static final int STEPS = 16;

    private final ViewPlan.Windowed plan;
    private final boolean settles;
    private final HistorySerializer serializer;
    private final ValueState<History> histories;
    private final Scratch scratch;
    private final Row row;
    private final ColumnReader[] readers;
    private final ResultWriter[] writers;
    private final long[] lengths;
    private final Ir[] windows;
    private final Result result = new Result();
    private final long step;

    @Nullable private History current;
    private boolean loaded;
    private long watermark;
    private boolean changed;

    /**
     * @param settles whether rows come by event time, so that tiles behind the watermark are done
     */
    WindowedViewState(ViewPlan.Windowed plan, boolean settles, StateStore store) throws Exception {
        this.plan = plan;
        this.settles = settles;
        this.serializer = serializer(plan, store.breaksTies());
        this.histories =
                store.value(new ValueStateDescriptor<>("view-" + plan.stateName(), serializer));
        IrLayout layout = plan.layout();
        this.scratch = new Scratch(layout);
        this.row = new Row(serializer.rows());
        this.readers = new ColumnReader[plan.columns().size()];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = ColumnReader.of(plan.columns().get(i), i);
        }
        this.writers =
                plan.outputs().stream()
                        .map(output -> ResultWriter.of(output.type()))
                        .toArray(ResultWriter[]::new);
        this.lengths = plan.windows().stream().mapToLong(Long::longValue).toArray();
        this.windows = new Ir[lengths.length];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = layout.empty();
        }
        this.step = Math.max(1, plan.retention() / STEPS);
    }

    static HistorySerializer serializer(ViewPlan.Windowed plan, boolean breaksTies) {
        List<StoredColumn> columns = plan.columns();
        RowLayout rows =
                new RowLayout(
                        columns.stream().map(StoredColumn::name).toList(),
                        columns.stream().map(StoredColumn::input).toList(),
                        breaksTies ? plan.tieBreak() : List.of());
        return new HistorySerializer(rows, plan.layout(), plan.hop());
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
    public void begin(long currentWatermark) {
        watermark = currentWatermark;
        current = null;
        loaded = false;
        changed = false;
    }

    @Override
    public void end() throws Exception {
        if (!changed) {
            return;
        }
        if (current == null || current.isEmpty()) {
            histories.clear();
        } else {
            histories.update(current);
        }
        changed = false;
    }

    @Override
    public void insert(EntityRow entityRow) throws Exception {
        History history = history();
        if (history == null) {
            history = serializer.createInstance();
            current = history;
        }
        history.insert(read(entityRow));
        settle(history, Math.min(watermark, Times.minus(entityRow.time, 1)));
        changed = true;
    }

    /** Rows up to a time have come, late ones aside: they are applied by event time, or arrived. */
    private void settle(History history, long time) {
        if (settles) {
            history.settle(Times.minus(time, plan.lateness()), scratch);
        }
    }

    @Override
    public boolean retract(EntityRow entityRow) throws Exception {
        History history = history();
        boolean found = history != null && history.remove(read(entityRow));
        changed |= found;
        return found;
    }

    @Nullable
    private History history() throws IOException {
        if (!loaded) {
            History kept = histories.value();
            current = kept == null ? null : serializer.adapt(kept);
            loaded = true;
        }
        return current;
    }

    private Row read(EntityRow entityRow) {
        row.reset(entityRow.time);
        for (ColumnReader reader : readers) {
            reader.read(entityRow.row, row);
        }
        return row;
    }

    @Override
    public boolean isPast(EntityRow entityRow, long now) {
        return now > Long.MIN_VALUE && entityRow.time <= Times.minus(now, plan.retention());
    }

    @Override
    public void answer(long time, GenericRowData features, int position) throws Exception {
        History history = history();
        for (Ir window : windows) {
            window.clear();
        }
        if (history != null) {
            history.query(time, plan.overSpine(), lengths, scratch, windows);
        }
        for (int i = 0; i < writers.length; i++) {
            features.setField(position + i, value(plan.outputs().get(i), writers[i], time));
        }
    }

    private Object value(WindowOutput output, ResultWriter writer, long time) {
        result.clear();
        output.function()
                .finish(
                        windows[output.window()],
                        output.slot().word(),
                        output.slot().object(),
                        output.input(),
                        time,
                        result);
        return result.isNull() ? null : writer.value(result);
    }

    @Override
    public long expire(long now) throws Exception {
        History history = history();
        if (history == null) {
            return Long.MAX_VALUE;
        }
        history.expire(Times.minus(now, plan.retention()));
        settle(history, now);
        changed = true;
        return due(history);
    }

    @Override
    public long nextExpiry() throws Exception {
        History history = history();
        return history == null ? Long.MAX_VALUE : due(history);
    }

    /** Rounded up, so that rows go in bunches and timers are few. */
    private long due(History history) {
        return history.isEmpty()
                ? Long.MAX_VALUE
                : Times.roundUp(Times.plus(history.oldest(), plan.retention()), step);
    }
}
