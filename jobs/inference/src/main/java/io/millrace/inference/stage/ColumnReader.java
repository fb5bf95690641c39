package io.millrace.inference.stage;

import io.millrace.inference.batch.InputCell;
import io.millrace.inference.card.ValueType;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;

/** Moves a column that is not NULL into the tensor, without boxing. */
@FunctionalInterface
interface ColumnReader {

    /** True when the value is NaN. */
    boolean read(RowData row, int column, InputCell cell, int batchRow);

    /**
     * Whether nothing is lost but digits: whole numbers go into whole numbers as wide, into floats
     * and doubles; fractions into floats and doubles; booleans into all numbers; texts into texts.
     */
    static boolean canRead(LogicalType column, ValueType input) {
        return switch (column.getTypeRoot()) {
            case BOOLEAN -> input != ValueType.STRING;
            case TINYINT, SMALLINT, INTEGER -> input != ValueType.STRING && input != ValueType.BOOL;
            case BIGINT -> input.isFloating() || input == ValueType.INT64;
            case FLOAT, DOUBLE, DECIMAL -> input.isFloating();
            case CHAR, VARCHAR -> input == ValueType.STRING;
            default -> false;
        };
    }

    /** The reader of a column that {@link #canRead can be read}. */
    static ColumnReader of(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> (row, column, cell, at) -> cell.put(at, row.getBoolean(column));
            case TINYINT -> (row, column, cell, at) -> cell.put(at, (long) row.getByte(column));
            case SMALLINT -> (row, column, cell, at) -> cell.put(at, (long) row.getShort(column));
            case INTEGER -> (row, column, cell, at) -> cell.put(at, (long) row.getInt(column));
            case BIGINT -> (row, column, cell, at) -> cell.put(at, row.getLong(column));
            case FLOAT -> (row, column, cell, at) -> cell.put(at, (double) row.getFloat(column));
            case DOUBLE -> (row, column, cell, at) -> cell.put(at, row.getDouble(column));
            case DECIMAL -> decimal((DecimalType) type);
            case CHAR, VARCHAR ->
                    (row, column, cell, at) -> cell.put(at, row.getString(column).toString());
            default -> throw new IllegalArgumentException("no model takes a " + type);
        };
    }

    private static ColumnReader decimal(DecimalType type) {
        int precision = type.getPrecision();
        int scale = type.getScale();
        return (row, column, cell, at) ->
                cell.put(at, row.getDecimal(column, precision, scale).toBigDecimal().doubleValue());
    }
}
