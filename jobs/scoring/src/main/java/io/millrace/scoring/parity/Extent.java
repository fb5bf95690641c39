package io.millrace.scoring.parity;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;

/** Emits at its end how many rows lie in a stretch, and the first and the last of their times. */
final class Extent extends AbstractStreamOperator<long[]>
        implements OneInputStreamOperator<RowData, long[]> {

    private static final long serialVersionUID = 1L;

    private final EventTime time;
    private final Stretch stretch;
    private long rows;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    Extent(EventTime time, Stretch stretch) {
        this.time = time;
        this.stretch = stretch;
    }

    @Override
    public void processElement(StreamRecord<RowData> element) {
        RowData row = element.getValue();
        if (time.isNull(row) || !stretch.holds(time.read(row))) {
            return;
        }
        rows++;
        first = Math.min(first, time.read(row));
        last = Math.max(last, time.read(row));
    }

    @Override
    public void finish() throws Exception {
        super.finish();
        output.collect(new StreamRecord<>(new long[] {rows, first, last}));
    }
}
