package io.millrace.scoring.topology;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;

/**
 * The rows of a change log that are scored: inserts, and the after-images of updates if they are
 * wanted; deletes and before-images never.
 */
final class SpineRows implements FlatMapFunction<RowData, RowData> {

    private static final long serialVersionUID = 1L;

    private final boolean updates;

    SpineRows(boolean updates) {
        this.updates = updates;
    }

    @Override
    public void flatMap(RowData row, Collector<RowData> out) {
        RowKind kind = row.getRowKind();
        if (kind == RowKind.INSERT || (updates && kind == RowKind.UPDATE_AFTER)) {
            row.setRowKind(RowKind.INSERT);
            out.collect(row);
            row.setRowKind(kind); // the row is its maker's, and others may read it after us
        }
    }
}
