package io.millrace.inference.stage;

import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** The column that says when a row's event happened. */
record EventTime(int column, boolean epoch, int precision) {

    /** Null when no column is named. */
    @Nullable
    static EventTime of(@Nullable String name, RowType rows) {
        if (name == null) {
            return null;
        }
        int column = rows.getFieldIndex(name);
        LogicalType type = rows.getTypeAt(column);
        boolean epoch = type.is(LogicalTypeRoot.BIGINT);
        return new EventTime(column, epoch, epoch ? 0 : LogicalTypeChecks.getPrecision(type));
    }

    boolean isPresent(RowData row) {
        return !row.isNullAt(column);
    }

    /** Epoch milliseconds. */
    long of(RowData row) {
        return epoch ? row.getLong(column) : row.getTimestamp(column, precision).getMillisecond();
    }
}
