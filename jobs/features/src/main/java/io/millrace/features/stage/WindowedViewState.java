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
    /** Rows go in bunches: so often while the longest window passes. */
    private static final int STEPS = 8;

    /** A key's timer fires so often while the longest window passes. */
    private static final int LOOKS = 2;

    private final ViewPlan.Windowed plan;
    private final boolean settles;
    private final HistorySerializer serializer;
    private final KeyValue<History> histories;
    private final Scratch scratch;
    private final Row row;
    private final ColumnReader[] readers;
    private final ResultWriter[] writers;
    private final long[] lengths;
    private final Ir[] windows;
    private final Result result = new Result();
    private final long bunch;
    private final long look;
    private final long rowWeight;
    private final long keyWeight;

    private long watermark;

    /**
     * @param settles whether rows come by event time, so that tiles behind the watermark are done
     */
    WindowedViewState(ViewPlan.Windowed plan, boolean settles, StateStore store) throws Exception {
        this.plan = plan;
        this.settles = settles;
        this.serializer = serializer(plan, store.breaksTies());
        this.histories =
                store.value(
                        new ValueStateDescriptor<>("view-" + plan.stateName(), serializer),
                        serializer::adapt,
                        this::weight);
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
        this.bunch = Math.max(1, plan.retention() / STEPS);
        this.look = Math.max(1, plan.retention() / LOOKS);
        long ir = 80 + (long) (layout.words() + layout.objects()) * Long.BYTES;
        this.rowWeight = 30 + (readers.length + 1L) * 12 + ir / 4;
        this.keyWeight = 200 + windows.length * (50 + ir);
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

    /** Estimated bytes: rows, and the partial aggregates over them. */
    private long weight(History history) {
        return keyWeight + history.size() * rowWeight;
    }

    @Override
    public void begin(long currentWatermark) {
        watermark = currentWatermark;
    }

    @Override
    public void insert(EntityRow entityRow) throws Exception {
        History history = histories.get();
        if (history == null) {
            history = serializer.createInstance();
            histories.set(history);
        } else {
            expireBunch(history, entityRow);
        }
        history.insert(read(entityRow));
        settle(history, Math.min(watermark, Times.minus(entityRow.time, 1)));
        histories.changed();
    }

    /** Rows are applied behind the watermark in event-time order: those to come look back. */
    private void expireBunch(History history, EntityRow row) {
        long now = Math.min(watermark, Math.min(row.known, row.time));
        long past = Times.minus(now, plan.retention());
        if (!history.isEmpty() && history.oldest() < Times.minus(past, bunch)) {
            history.expire(past);
        }
    }

    /** Rows up to a time have come, late ones aside: they are applied by event time, or arrived. */
    private void settle(History history, long time) {
        if (settles) {
            history.settle(Times.minus(time, plan.lateness()), scratch);
        }
    }

    @Override
    public boolean retract(EntityRow entityRow) throws Exception {
        History history = histories.get();
        boolean found = history != null && history.remove(read(entityRow));
        if (found) {
            keep(history);
        }
        return found;
    }

    private void keep(History history) throws IOException {
        if (history.isEmpty()) {
            histories.set(null);
        } else {
            histories.changed();
        }
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
        History history = histories.get();
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
    public long expire(long now) throws IOException {
        History history = histories.get();
        if (history == null) {
            return Long.MAX_VALUE;
        }
        history.expire(Times.minus(now, plan.retention()));
        settle(history, now);
        keep(history);
        return due(history, now);
    }

    @Override
    public long nextExpiry() throws IOException {
        History history = histories.get();
        return history == null ? Long.MAX_VALUE : due(history, watermark);
    }

    /** When the oldest row goes, but not too soon after the last look; at the end in time. */
    private long due(History history, long now) {
        if (history.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long first = Times.plus(history.oldest(), plan.retention());
        long last = Times.plus(history.newest(), plan.retention());
        return Math.min(last, Math.max(first, Times.plus(now, look)));
    }
}
