package io.millrace.scoring.parity;

import java.util.Iterator;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** A job that looks through the log for its first and last event time. */
public final class LoggedExtent {

    private final Iterator<long[]> parts;

    private LoggedExtent(Iterator<long[]> parts) {
        this.parts = parts;
    }

    /**
     * Adds the job to the log's environment.
     *
     * @param time the column of the event time
     * @param stretch rows outside of it are not looked at
     */
    public static LoggedExtent of(
            DataStream<RowData> log, RowType type, int time, Stretch stretch) {
        EventTime column = EventTime.of(type.getTypeAt(time), time);
        return new LoggedExtent(
                log.transform(
                                "times of the log",
                                PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO,
                                new Extent(column, stretch))
                        .uid("parity-extent")
                        .collectAsync());
    }

    /** When the job has ended: the smallest stretch with all rows, empty when there is no row. */
    public Optional<Stretch> stretch() {
        long rows = 0;
        Stretch all = new Stretch(Long.MAX_VALUE, Long.MIN_VALUE);
        while (parts.hasNext()) {
            long[] part = parts.next();
            rows += part[0];
            all = all.with(part[1], part[2]);
        }
        return rows == 0 ? Optional.empty() : Optional.of(all);
    }
}
