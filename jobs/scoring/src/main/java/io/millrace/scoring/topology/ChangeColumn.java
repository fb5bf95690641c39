package io.millrace.scoring.topology;

import java.util.Map;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Rows of a change log that is kept as plain rows become what their column says they are: the way
 * in which batch mode, which knows inserts only, reads updates and deletes. Rows that say nothing
 * of the kind go to the side output.
 */
final class ChangeColumn extends ProcessFunction<RowData, RowData> {

    private static final long serialVersionUID = 1L;

    private static final Map<String, RowKind> KINDS =
            Map.of(
                    "+I", RowKind.INSERT,
                    "-U", RowKind.UPDATE_BEFORE,
                    "+U", RowKind.UPDATE_AFTER,
                    "-D", RowKind.DELETE);

    private final int column;
    private final String name;
    private final OutputTag<RowData> rejected;

    ChangeColumn(RowType type, int column) {
        this.column = column;
        this.name = type.getFieldNames().get(column);
        this.rejected = new OutputTag<>("unchanged", InternalTypeInfo.of(Rejection.type(type)));
    }

    OutputTag<RowData> rejected() {
        return rejected;
    }

    @Override
    public void processElement(RowData row, Context context, Collector<RowData> out) {
        String said = row.isNullAt(column) ? "NULL" : row.getString(column).toString();
        RowKind kind = KINDS.get(said);
        if (kind == null) {
            String reason = "column \"%s\" is %s, not +I, -U, +U or -D".formatted(name, said);
            RowData reasons = GenericRowData.of(StringData.fromString(reason));
            context.output(rejected, new JoinedRowData(row.getRowKind(), row, reasons));
            return;
        }
        RowKind own = row.getRowKind();
        row.setRowKind(kind);
        out.collect(row);
        row.setRowKind(own); // the row is its maker's, and others may read it after us
    }
}
