package io.millrace.inference.drift;

import io.millrace.inference.stage.EventTime;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Counts scored rows where they pass. A late row, whose stretch was reported, is left out (metric
 * {@code drift.lateRows}), and so is one without a time ({@code drift.untimedRows}).
 */
final class DriftCounter extends TallyingOperator {
    private static final long serialVersionUID = 1L;

    private final ColumnValue[] values;
    private final EventTime time;
    private final int version;

    private transient Counter late;
    private transient Counter untimed;
    private transient StreamRecord<RowData> out;

    /**
     * @param version column of the model's version
     */
    DriftCounter(List<Measured> columns, long window, RowType scored, EventTime time, int version) {
        super(columns, window);
        this.time = time;
        this.version = version;
        this.values =
                columns.stream()
                        .map(column -> ColumnValue.reader(scored.getTypeAt(column.column())))
                        .toArray(ColumnValue[]::new);
    }

    @Override
    public void open() throws Exception {
        super.open();
        late = getMetricGroup().addGroup("drift").counter("lateRows");
        untimed = getMetricGroup().addGroup("drift").counter("untimedRows");
        out = new StreamRecord<>(null);
    }

    @Override
    public void processElement(StreamRecord<RowData> record) {
        RowData row = record.getValue();
        if (!time.isPresent(row)) {
            untimed.inc();
            return;
        }
        long start = book.start(time.of(row));
        if (book.isOver(start, watermark)) {
            late.inc();
        } else {
            count(row, book.of(start, row.getString(version).toString()));
        }
    }

    private void count(RowData row, Tally tally) {
        tally.row();
        for (int i = 0; i < values.length; i++) {
            Measured measured = columns.get(i);
            if (row.isNullAt(measured.column())) {
                tally.missing(i);
            } else if (measured.bins() != null) {
                double value = values[i].of(row, measured.column());
                if (Double.isNaN(value)) {
                    tally.missing(i);
                } else {
                    tally.value(i, measured.bin(value));
                }
            }
        }
    }

    @Override
    void emit(TallyBook.Stretch stretch, Tally tally) {
        out.replace(TallyBook.entry(stretch, tally), stretch.start() + window - 1);
        output.collect(out);
    }
}
