package io.millrace.inference.stage;

import java.io.Serializable;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/**
 * The column that says when a row's event happened.
 *
 * @param column its index
 * @param epoch whether it holds epoch milliseconds rather than a timestamp
 * @param precision of the timestamp's fraction of a second
 */
public record EventTime(int column, boolean epoch, int precision) implements Serializable {

    /** Null when no column is named. */
    @Nullable
    public static EventTime of(@Nullable String name, RowType rows) {
        if (name == null) {
            return null;
        }
        int column = rows.getFieldIndex(name);
        LogicalType type = rows.getTypeAt(column);
        boolean epoch = type.is(LogicalTypeRoot.BIGINT);
        return new EventTime(column, epoch, epoch ? 0 : LogicalTypeChecks.getPrecision(type));
    }

    public boolean isPresent(RowData row) {
        return !row.isNullAt(column);
    }

    /** Epoch milliseconds. */
    public long of(RowData row) {
        return epoch ? row.getLong(column) : row.getTimestamp(column, precision).getMillisecond();
    }
}
