package io.millrace.scoring.topology;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Splits off the rows that a source could not read: those whose error column is not null. They go
 * to the side output with the error as the last column, {@code reason}.
 */
final class ErrorSplit extends ProcessFunction<RowData, RowData> {

    private static final long serialVersionUID = 1L;

    private final int error;
    private final OutputTag<RowData> rejected;

    ErrorSplit(RowType type, int error) {
        this.error = error;
        this.rejected = new OutputTag<>("rejected", InternalTypeInfo.of(Rejection.type(type)));
    }

    OutputTag<RowData> rejected() {
        return rejected;
    }

    @Override
    public void processElement(RowData row, Context context, Collector<RowData> out) {
        if (row.isNullAt(error)) {
            out.collect(row);
        } else {
            RowData reason = GenericRowData.of(row.getString(error));
            context.output(rejected, new JoinedRowData(row.getRowKind(), row, reason));
        }
    }
}
