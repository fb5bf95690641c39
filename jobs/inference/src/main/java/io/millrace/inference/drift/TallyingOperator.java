package io.millrace.inference.drift;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalSerializers;

/**
 * Counts until a stretch of event time is over.
 *
 * <pre>
 * state   tallies   operator list state, an entry a stretch; may be divided among subtasks in any way
 * emits   when the watermark passes a stretch's end
 * </pre>
 */
abstract class TallyingOperator extends AbstractStreamOperator<RowData>
        implements OneInputStreamOperator<RowData, RowData> {
    private static final long serialVersionUID = 1L;

    final List<Measured> columns;
    final long window;

    transient TallyBook book;
    transient long watermark;
    private transient ListState<RowData> kept;
    private transient Counter unlike;

    TallyingOperator(List<Measured> columns, long window) {
        this.columns = columns;
        this.window = window;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        watermark = Long.MIN_VALUE;
        book = new TallyBook(columns, window);
        unlike = getMetricGroup().addGroup("drift").counter("tallies.unlike");
        kept =
                context.getOperatorStateStore()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "tallies", InternalSerializers.create(TallyBook.ENTRY)));
        for (RowData entry : kept.get()) {
            merge(entry);
        }
    }

    /** A card with another baseline came between: its bins are others. */
    final void merge(RowData entry) {
        if (!book.add(entry)) {
            unlike.inc();
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        kept.update(book.entries());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        watermark = mark.getTimestamp();
        book.close(watermark, this::emit);
        super.processWatermark(mark);
    }

    abstract void emit(TallyBook.Stretch stretch, Tally tally);
}
