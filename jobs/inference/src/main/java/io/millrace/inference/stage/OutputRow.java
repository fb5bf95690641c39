package io.millrace.inference.stage;

import io.millrace.inference.batch.OutputColumn;
import java.util.function.IntFunction;
import javax.annotation.Nullable;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RawValueData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.types.RowKind;

/**
 * The columns that the stage adds to a row: first the model's, which stay where the model has
 * written them until somebody asks, then {@link #set others}. Valid until it is {@link #moveTo
 * moved}, or the model runs again.
 */
final class OutputRow implements RowData {

    private final OutputColumn[] model;
    private final Object[] others;
    private final float[][] vectors;
    private final GenericArrayData[] arrays;
    private RowKind kind = RowKind.INSERT;
    private int batchRow;

    /** {@code others} is the number of columns behind the model's. */
    OutputRow(int outputs, IntFunction<OutputColumn> columns, int others) {
        this.model = new OutputColumn[outputs];
        for (int i = 0; i < outputs; i++) {
            model[i] = columns.apply(i);
        }
        this.others = new Object[others];
        this.vectors = new float[outputs][];
        this.arrays = new GenericArrayData[outputs];
    }

    /** To a row of the model's last run. */
    void moveTo(int row) {
        batchRow = row;
    }

    /** A column behind the model's, by its position in the row, in Flink's internal form. */
    void set(int column, @Nullable Object value) {
        others[column - model.length] = value;
    }

    @Override
    public int getArity() {
        return model.length + others.length;
    }

    @Override
    public RowKind getRowKind() {
        return kind;
    }

    @Override
    public void setRowKind(RowKind changed) {
        kind = changed;
    }

    @Override
    public boolean isNullAt(int column) {
        return column < model.length
                ? !model[column].isNumber() && model[column].value(batchRow) == null
                : others[column - model.length] == null;
    }

    @Nullable
    private Object value(int column) {
        return column < model.length
                ? OutputValue.internal(model[column].value(batchRow))
                : others[column - model.length];
    }

    @Override
    public float getFloat(int column) {
        return column < model.length && model[column].isNumber()
                ? model[column].floatValue(batchRow)
                : (float) value(column);
    }

    @Override
    public double getDouble(int column) {
        return column < model.length && model[column].isNumber()
                ? model[column].doubleValue(batchRow)
                : (double) value(column);
    }

    @Override
    public long getLong(int column) {
        return column < model.length && model[column].isNumber()
                ? model[column].longValue(batchRow)
                : (long) value(column);
    }

    @Override
    public ArrayData getArray(int column) {
        int width = column < model.length ? model[column].floats() : 0;
        if (width == 0) {
            return (ArrayData) value(column);
        }
        if (vectors[column] == null || vectors[column].length != width) {
            vectors[column] = new float[width];
            arrays[column] = new GenericArrayData(vectors[column]);
        }
        model[column].copy(batchRow, vectors[column]);
        return arrays[column];
    }

    @Override
    public boolean getBoolean(int column) {
        return (boolean) value(column);
    }

    @Override
    public int getInt(int column) {
        return (int) value(column);
    }

    @Override
    public StringData getString(int column) {
        return (StringData) value(column);
    }

    @Override
    public TimestampData getTimestamp(int column, int precision) {
        return (TimestampData) value(column);
    }

    @Override
    public MapData getMap(int column) {
        return (MapData) value(column);
    }

    @Override
    public byte getByte(int column) {
        throw new UnsupportedOperationException("no model gives a TINYINT");
    }

    @Override
    public short getShort(int column) {
        throw new UnsupportedOperationException("no model gives a SMALLINT");
    }

    @Override
    public DecimalData getDecimal(int column, int precision, int scale) {
        throw new UnsupportedOperationException("no model gives a DECIMAL");
    }

    @Override
    public <T> RawValueData<T> getRawValue(int column) {
        throw new UnsupportedOperationException("no model gives a RAW");
    }

    @Override
    public byte[] getBinary(int column) {
        throw new UnsupportedOperationException("no model gives a BYTES");
    }

    @Override
    public RowData getRow(int column, int arity) {
        throw new UnsupportedOperationException("no model gives a ROW");
    }
}
