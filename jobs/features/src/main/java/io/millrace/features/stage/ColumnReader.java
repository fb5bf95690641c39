package io.millrace.features.stage;

import io.millrace.features.plan.StoredColumn;
import io.millrace.features.tile.Row;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** Copies one column of a table's row into a history's row. */
interface ColumnReader {
    void read(RowData from, Row to);

    static ColumnReader of(StoredColumn column, int target) {
        ColumnReader reader = notNull(column.type(), column.field(), target);
        int field = column.field();
        return (from, to) -> {
            if (!from.isNullAt(field)) {
                reader.read(from, to);
            }
        };
    }

    private static ColumnReader notNull(LogicalType type, int field, int target) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> (from, to) -> to.set(target, from.getBoolean(field) ? 1L : 0L);
            case TINYINT -> (from, to) -> to.set(target, (long) from.getByte(field));
            case SMALLINT -> (from, to) -> to.set(target, (long) from.getShort(field));
            case INTEGER, DATE, TIME_WITHOUT_TIME_ZONE ->
                    (from, to) -> to.set(target, (long) from.getInt(field));
            case BIGINT -> (from, to) -> to.set(target, from.getLong(field));
            case FLOAT -> (from, to) -> to.set(target, (double) from.getFloat(field));
            case DOUBLE -> (from, to) -> to.set(target, from.getDouble(field));
            case DECIMAL -> decimal(type, field, target);
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                    timestamp(LogicalTypeChecks.getPrecision(type), field, target);
            case CHAR, VARCHAR -> (from, to) -> to.set(target, from.getString(field).toBytes());
            default -> throw new IllegalArgumentException("planned with a column of type " + type);
        };
    }

    private static ColumnReader decimal(LogicalType type, int field, int target) {
        int precision = LogicalTypeChecks.getPrecision(type);
        int scale = LogicalTypeChecks.getScale(type);
        return (from, to) ->
                to.set(
                        target,
                        from.getDecimal(field, precision, scale).toBigDecimal().doubleValue());
    }

    private static ColumnReader timestamp(int precision, int field, int target) {
        return (from, to) -> to.set(target, from.getTimestamp(field, precision).getMillisecond());
    }
}
