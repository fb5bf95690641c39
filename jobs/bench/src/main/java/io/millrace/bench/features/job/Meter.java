package io.millrace.bench.features.job;

import io.millrace.bench.features.feed.Events;
import io.millrace.bench.features.feed.Report;
import io.millrace.bench.measure.Mark;
import javax.annotation.Nullable;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/**
 * Counts the results and adds up one of their columns, and reports at the end of a slice, which it
 * knows by its watermark.
 */
final class Meter<T> extends AbstractStreamOperator<T> implements OneInputStreamOperator<T, T> {

    private static final long serialVersionUID = 1L;
    private static final int NO_SUM = -1;

    private final int sumColumn;
    @Nullable private final NaiveLoad judge;
    private long results;
    private double total;

    private Meter(int sumColumn, @Nullable NaiveLoad judge) {
        this.sumColumn = sumColumn;
        this.judge = judge;
        setChainingStrategy(ChainingStrategy.ALWAYS);
    }

    /** Measures results that have a sum in a column. */
    static void sums(DataStream<RowData> results, int sumColumn) {
        add(results, new Meter<>(sumColumn, null));
    }

    /** Measures events with the features of the real load. */
    static void features(DataStream<RowData> results, int columns) {
        RowType type = ((InternalTypeInfo<RowData>) results.getType()).toRowType();
        add(results, new Meter<>(NO_SUM, new NaiveLoad(type, columns)));
    }

    /** Measures rows of any kind. */
    static <T> void rows(DataStream<T> rows) {
        add(rows, new Meter<>(NO_SUM, null));
    }

    private static <T> void add(DataStream<T> results, Meter<T> meter) {
        results.transform("meter", results.getType(), meter).uid("meter");
    }

    @Override
    public void processElement(StreamRecord<T> element) {
        results++;
        if (sumColumn >= 0) {
            total += ((RowData) element.getValue()).getDouble(sumColumn);
        } else if (judge != null) {
            judge.take((RowData) element.getValue());
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        super.processWatermark(mark);
        if (mark.getTimestamp() == Events.start(Events.minute(mark.getTimestamp())) + 1) {
            long checked = judge == null ? 0 : judge.checked();
            long wrong = judge == null ? 0 : judge.wrong();
            new Report(Mark.now(), 0, results, total, checked, wrong).print();
        }
    }
}
