package io.millrace.bench.features.job;

import io.millrace.bench.features.feed.Events;
import io.millrace.bench.features.feed.Report;
import io.millrace.bench.measure.Mark;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;

/**
 * Counts and adds up the results, and reports at the end of a slice, which it knows by its
 * watermark.
 */
final class Meter extends AbstractStreamOperator<RowData>
        implements OneInputStreamOperator<RowData, RowData> {

    private static final long serialVersionUID = 1L;

    private final int sumColumn;
    private transient long results;
    private transient double total;

    Meter(int sumColumn) {
        this.sumColumn = sumColumn;
        setChainingStrategy(ChainingStrategy.ALWAYS);
    }

    @Override
    public void processElement(StreamRecord<RowData> element) {
        results++;
        total += element.getValue().getDouble(sumColumn);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        super.processWatermark(mark);
        if (mark.getTimestamp() == Events.start(Events.minute(mark.getTimestamp()))) {
            new Report(true, Mark.now(), results, total, 0, 0).print();
        }
    }
}
