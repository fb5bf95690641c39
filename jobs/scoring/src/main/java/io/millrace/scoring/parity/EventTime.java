package io.millrace.scoring.parity;

import java.io.Serializable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/**
 * The column of the event time.
 *
 * @param precision of a timestamp; -1: a BIGINT of milliseconds
 */
record EventTime(int column, int precision) implements Serializable {

    static EventTime of(LogicalType type, int column) {
        boolean millis = type.is(LogicalTypeRoot.BIGINT);
        return new EventTime(column, millis ? -1 : LogicalTypeChecks.getPrecision(type));
    }

    boolean isNull(RowData row) {
        return row.isNullAt(column);
    }

    /** Milliseconds since the epoch. */
    long read(RowData row) {
        return precision < 0
                ? row.getLong(column)
                : row.getTimestamp(column, precision).getMillisecond();
    }
}
