package io.millrace.inference.stage;

import io.millrace.inference.batch.InputCell;
import io.millrace.inference.batch.InputRow;
import java.util.function.IntFunction;
import javax.annotation.Nullable;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryArrayData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * One array that holds all of the card's inputs in their order, such as an image or an embedding.
 * It counts as one input: missing when it or an element is NULL. NaNs in it are not looked for.
 */
final class ArrayInputs implements RowInputs {

    private final String name;
    private final int column;
    private final LogicalTypeRoot element;
    private final int width;
    private final IntFunction<InputCell> cells;
    @Nullable private final InputRow tensor;
    @Nullable private final Double fill;
    private final BinaryArrayData array = new BinaryArrayData();

    /**
     * @param name of the column, for messages
     * @param width number of the card's inputs
     * @param tensor null: the cells are the only way
     * @param fill null: a NULL is NaN
     */
    ArrayInputs(
            String name,
            int column,
            LogicalType type,
            int width,
            IntFunction<InputCell> cells,
            @Nullable InputRow tensor,
            @Nullable Double fill) {
        this.name = name;
        this.column = column;
        this.element = ((ArrayType) type).getElementType().getTypeRoot();
        this.width = width;
        this.cells = cells;
        this.tensor = tensor;
        this.fill = fill;
    }

    static boolean canRead(LogicalType type) {
        return type instanceof ArrayType array && isNumber(array.getElementType());
    }

    private static boolean isNumber(LogicalType element) {
        return switch (element.getTypeRoot()) {
            case FLOAT, DOUBLE, INTEGER, BIGINT -> true;
            default -> false;
        };
    }

    @Override
    public InputColumn.Read read(RowData row, int batchRow, Missing missing) {
        if (row.isNullAt(column)) {
            missing.missing(0);
            return readNothing(batchRow);
        }
        ArrayData values = array(row);
        if (values.size() != width) {
            return InputColumn.Read.UNSCORABLE;
        }
        if (tensor != null && values == array && element == LogicalTypeRoot.FLOAT) {
            byte[] bytes = RowBatch.heapBytes(array);
            if (bytes != null && !array.anyNull()) {
                int header = BinaryArrayData.calculateHeaderInBytes(width);
                tensor.put(batchRow, bytes, array.getOffset() + header);
                return InputColumn.Read.PRESENT;
            }
        }
        return readElements(values, batchRow, missing);
    }

    /** Of a binary row without an object for each. */
    private ArrayData array(RowData row) {
        if (!(row instanceof BinaryRowData binary)) {
            return row.getArray(column);
        }
        long place = binary.getLong(column);
        int offset = binary.getOffset() + (int) (place >>> Integer.SIZE);
        array.pointTo(binary.getSegments(), offset, (int) place);
        return array;
    }

    private InputColumn.Read readNothing(int batchRow) {
        InputColumn.Read worst = InputColumn.Read.MISSING;
        for (int i = 0; i < width; i++) {
            worst = putNull(i, batchRow) ? worst : InputColumn.Read.UNSCORABLE;
        }
        return worst;
    }

    private boolean putNull(int index, int batchRow) {
        if (fill == null) {
            return cells.apply(index).putMissing(batchRow);
        }
        cells.apply(index).put(batchRow, fill.doubleValue());
        return true;
    }

    private InputColumn.Read readElements(ArrayData values, int batchRow, Missing missing) {
        InputColumn.Read worst = InputColumn.Read.PRESENT;
        for (int i = 0; i < width; i++) {
            if (!values.isNullAt(i)) {
                put(values, i, cells.apply(i), batchRow);
            } else if (!putNull(i, batchRow)) {
                worst = InputColumn.Read.UNSCORABLE;
            } else if (worst == InputColumn.Read.PRESENT) {
                worst = InputColumn.Read.MISSING;
            }
        }
        if (worst != InputColumn.Read.PRESENT) {
            missing.missing(0);
        }
        return worst;
    }

    private void put(ArrayData values, int index, InputCell cell, int batchRow) {
        switch (element) {
            case FLOAT -> cell.put(batchRow, (double) values.getFloat(index));
            case DOUBLE -> cell.put(batchRow, values.getDouble(index));
            case INTEGER -> cell.put(batchRow, (long) values.getInt(index));
            default -> cell.put(batchRow, values.getLong(index));
        }
    }

    @Override
    public String unscorable(RowData row, int batchRow) {
        if (!row.isNullAt(column) && row.getArray(column).size() != width) {
            return "the array '%s' has %d elements, and the model takes %d"
                    .formatted(name, row.getArray(column).size(), width);
        }
        return "the array '%s' is NULL or has a NULL, and the model's %s has no missing value: give it a `fill`"
                .formatted(name, cells.apply(0).type().text());
    }
}
