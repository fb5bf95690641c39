package io.millrace.inference.stage;

import io.millrace.inference.batch.InputCell;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;

/** A column, the model's input that it feeds, and what a NULL becomes on the way. */
final class InputColumn {

    private final int column;
    private final ColumnReader reader;
    private final InputCell cell;
    private final boolean filled;
    private final double fill;

    /** {@code fill} null: a NULL is NaN. */
    InputColumn(int column, LogicalType type, InputCell cell, @Nullable Double fill) {
        this.column = column;
        this.reader = ColumnReader.of(type);
        this.cell = cell;
        this.filled = fill != null;
        this.fill = filled ? fill : Double.NaN;
    }

    /** What was read. */
    enum Read {
        PRESENT,
        /** NULL or NaN: counted, and scored all the same. */
        MISSING,
        /** NULL, and the input's type has nothing that could stand for it; or a wrong number. */
        UNSCORABLE
    }

    Read read(RowData row, int batchRow) {
        if (row.isNullAt(column)) {
            return readNull(batchRow);
        }
        boolean missing = reader.read(row, column, cell, batchRow);
        return missing ? Read.MISSING : Read.PRESENT;
    }

    private Read readNull(int batchRow) {
        if (filled) {
            cell.put(batchRow, fill);
            return Read.MISSING;
        }
        return cell.putMissing(batchRow) ? Read.MISSING : Read.UNSCORABLE;
    }
}
