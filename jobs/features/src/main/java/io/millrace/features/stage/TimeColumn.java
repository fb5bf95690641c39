package io.millrace.features.stage;

import java.io.Serializable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/**
 * A column that says when, in milliseconds since the epoch.
 *
 * @param index column
 * @param precision of a timestamp, -1 for a BIGINT of milliseconds
 */
record TimeColumn(int index, int precision) implements Serializable {
    static TimeColumn of(RowType type, int index) {
        LogicalType column = type.getTypeAt(index);
        return switch (column.getTypeRoot()) {
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                    new TimeColumn(index, LogicalTypeChecks.getPrecision(column));
            default -> new TimeColumn(index, -1);
        };
    }

    boolean isNull(RowData row) {
        return row.isNullAt(index);
    }

    long read(RowData row) {
        return precision < 0
                ? row.getLong(index)
                : row.getTimestamp(index, precision).getMillisecond();
    }
}
