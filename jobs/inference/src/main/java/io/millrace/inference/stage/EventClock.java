package io.millrace.inference.stage;

import javax.annotation.Nullable;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;

/**
 * How far event time has come in a subtask. A row may be ahead of the watermark, and then counts;
 * but not one that is ahead of the wall clock as well, which is more likely to be wrong than early.
 */
final class EventClock {

    /** The time of a row that has none. */
    static final long NONE = Long.MIN_VALUE;

    @Nullable private final EventTime column;
    private final ProcessingTimeService wall;
    private long rows = NONE;
    private long settled;

    /**
     * @param column null: the record's timestamp is the event's
     * @param settled what a checkpoint kept, or {@link #NONE}
     */
    EventClock(@Nullable EventTime column, ProcessingTimeService wall, long settled) {
        this.column = column;
        this.wall = wall;
        this.settled = settled;
    }

    /** Epoch milliseconds of a row, or {@link #NONE}. */
    long time(StreamRecord<RowData> record) {
        if (column != null) {
            RowData row = record.getValue();
            return column.isPresent(row) ? column.of(row) : NONE;
        }
        return record.hasTimestamp() ? record.getTimestamp() : NONE;
    }

    void row(long time) {
        rows = Math.max(rows, time);
    }

    /** The last watermark of all is no time. */
    void watermark(long time) {
        if (time != Long.MAX_VALUE) {
            settled = Math.max(settled, time);
        }
    }

    /** Epoch milliseconds up to which rows have been scored; never goes back. */
    long now() {
        settled = Math.max(settled, Math.min(rows, wall.getCurrentProcessingTime()));
        return settled;
    }
}
