package io.millrace.scoring.topology;

import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.ProjectedRowData;

/** Some of a row's columns. The row is a view over the one that came: nothing is copied. */
final class KeptColumns extends RichMapFunction<RowData, RowData> {

    private static final long serialVersionUID = 1L;

    private final List<Integer> columns;
    private transient ProjectedRowData kept;

    KeptColumns(List<Integer> columns) {
        this.columns = List.copyOf(columns);
    }

    @Override
    public void open(OpenContext context) {
        kept = ProjectedRowData.from(columns.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public RowData map(RowData row) {
        return kept.replaceRow(row);
    }
}
