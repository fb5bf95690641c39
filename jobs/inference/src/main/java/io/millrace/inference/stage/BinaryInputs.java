package io.millrace.inference.stage;

import io.millrace.inference.batch.InputRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Columns of numbers into one tensor of floats, read from the memory of a binary row in {@link
 * ColumnRun runs}. Other rows go the slow way.
 */
final class BinaryInputs implements RowInputs {

    private final RowInputs others;
    private final InputRow tensor;
    private final float[] values;
    private final float[] fills;
    private final ColumnRun[] runs;
    private final int nullBits;

    /**
     * @param others the slow way
     * @param columns of the card's inputs, in their order
     * @param types of all the row's columns
     * @param fills of the card's inputs; NaN where a NULL is not filled
     */
    BinaryInputs(
            RowInputs others,
            InputRow tensor,
            int[] columns,
            List<LogicalType> types,
            float... fills) {
        this.others = others;
        this.tensor = tensor;
        this.values = tensor.values();
        this.fills = fills;
        this.runs = runs(columns, types::get);
        this.nullBits = BinaryRowData.calculateBitSetWidthInBytes(types.size());
    }

    /** Whether {@link ColumnRun} knows all these types. */
    static boolean canRead(Iterable<LogicalType> types) {
        for (LogicalType type : types) {
            if (!ColumnRun.canRead(type)) {
                return false;
            }
        }
        return true;
    }

    private static ColumnRun[] runs(int[] columns, IntFunction<LogicalType> types) {
        List<ColumnRun> runs = new ArrayList<>();
        for (int first = 0; first < columns.length; ) {
            LogicalType type = types.apply(columns[first]);
            int end = first + 1;
            while (end < columns.length
                    && columns[end] == columns[end - 1] + 1
                    && types.apply(columns[end]).is(type.getTypeRoot())) {
                end++;
            }
            runs.add(new ColumnRun(type.getTypeRoot(), columns[first], first, end - first));
            first = end;
        }
        return runs.toArray(ColumnRun[]::new);
    }

    @Override
    public InputColumn.Read read(RowData row, int batchRow, Missing missing) {
        if (!(row instanceof BinaryRowData binary)) {
            return others.read(row, batchRow, missing);
        }
        byte[] bytes = RowBatch.heapBytes(binary);
        if (bytes == null) {
            return others.read(row, batchRow, missing);
        }
        int offset = binary.getOffset();
        boolean present = true;
        for (ColumnRun run : runs) {
            present &= run.read(bytes, offset + nullBits, values);
            if (run.hasNull(bytes, offset)) {
                present = false;
                run.fill(binary, values, fills, missing);
            }
        }
        if (!present) {
            countNaN(missing);
        }
        tensor.put(batchRow);
        return present ? InputColumn.Read.PRESENT : InputColumn.Read.MISSING;
    }

    private void countNaN(Missing missing) {
        for (int i = 0; i < values.length; i++) {
            if (Float.isNaN(values[i])) {
                missing.missing(i);
            }
        }
    }

    @Override
    public String unscorable(RowData row, int batchRow) {
        return others.unscorable(row, batchRow);
    }
}
