package io.millrace.inference.stage;

import javax.annotation.Nullable;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.util.OutputTag;

/** Sends rows on their way: with their scores, or with the reason why they have none. */
final class ScoredOutput {

    private static final long NONE = Long.MAX_VALUE;

    private final Output<StreamRecord<RowData>> output;
    private final OutputTag<RowData> rejectedTag;
    @Nullable private final EventTime eventTime;
    private final ScoringMetrics metrics;
    private final ProcessingTimeService clock;
    private final JoinedRowData scoredRow = new JoinedRowData();
    private final StreamRecord<RowData> scoredRecord = new StreamRecord<>(scoredRow);
    private long scoredAt;
    private long earliest = NONE;

    /** {@code eventTime} null: the record's timestamp says when the event happened. */
    ScoredOutput(
            Output<StreamRecord<RowData>> output,
            OutputTag<RowData> rejectedTag,
            @Nullable EventTime eventTime,
            ScoringMetrics metrics,
            ProcessingTimeService clock) {
        this.output = output;
        this.rejectedTag = rejectedTag;
        this.eventTime = eventTime;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Epoch milliseconds, kept as the time at which the rows to come were scored. */
    long now() {
        scoredAt = clock.getCurrentProcessingTime();
        return scoredAt;
    }

    /** A row that waited, and the columns that the model adds to it. */
    void emit(RowBatch batch, int waiting, RowData outputs) {
        note(batch, waiting);
        output.collect(record(batch, waiting, outputs));
    }

    /** The same beside the main output, and not measured. */
    void emit(RowBatch batch, int waiting, RowData outputs, OutputTag<RowData> tag) {
        output.collect(tag, record(batch, waiting, outputs));
    }

    private StreamRecord<RowData> record(RowBatch batch, int waiting, RowData outputs) {
        RowData row = batch.row(waiting);
        scoredRow.replace(row, outputs);
        scoredRow.setRowKind(row.getRowKind());
        scoredRecord.replace(scoredRow);
        if (batch.hasTimestamp(waiting)) {
            scoredRecord.setTimestamp(batch.timestamp(waiting));
        } else {
            scoredRecord.eraseTimestamp();
        }
        return scoredRecord;
    }

    private void note(RowBatch batch, int waiting) {
        if (eventTime == null) {
            if (batch.hasTime(waiting)) {
                earliest = Math.min(earliest, batch.timestamp(waiting));
            }
        } else if (eventTime.isPresent(batch.row(waiting))) {
            earliest = Math.min(earliest, eventTime.of(batch.row(waiting)));
        }
    }

    /** Counts what went out since the last time; a histogram is too dear for every row. */
    void measure() {
        if (earliest != NONE) {
            metrics.eventToScore(scoredAt - earliest);
            earliest = NONE;
        }
    }

    /**
     * A row that cannot be scored.
     *
     * @param record that it came in; null when it has waited since
     */
    void reject(RowData row, @Nullable StreamRecord<RowData> record, String reason) {
        metrics.rejected();
        JoinedRowData rejected =
                new JoinedRowData(
                        row.getRowKind(), row, GenericRowData.of(StringData.fromString(reason)));
        StreamRecord<RowData> out = new StreamRecord<>(rejected);
        if (record != null && record.hasTimestamp()) {
            out.setTimestamp(record.getTimestamp());
        }
        output.collect(rejectedTag, out);
    }
}
