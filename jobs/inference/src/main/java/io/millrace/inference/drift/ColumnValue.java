package io.millrace.inference.drift;

import java.io.Serializable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;

/** Reads a number from a column that is not NULL; a boolean is 0 or 1. */
@FunctionalInterface
interface ColumnValue extends Serializable {

    double of(RowData row, int column);

    static ColumnValue reader(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> (row, column) -> row.getBoolean(column) ? 1 : 0;
            case TINYINT -> RowData::getByte;
            case SMALLINT -> RowData::getShort;
            case INTEGER -> RowData::getInt;
            case BIGINT -> (row, column) -> (double) row.getLong(column);
            case FLOAT -> RowData::getFloat;
            case DOUBLE -> RowData::getDouble;
            case DECIMAL -> decimal((DecimalType) type);
            default -> (row, column) -> 0;
        };
    }

    private static ColumnValue decimal(DecimalType type) {
        int precision = type.getPrecision();
        int scale = type.getScale();
        return (row, column) ->
                row.getDecimal(column, precision, scale).toBigDecimal().doubleValue();
    }
}
