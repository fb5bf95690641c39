package io.millrace.features.stage;

import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Readers of some columns of a row; null for a null column, whatever the type promises. */
final class FieldGetters {
    private FieldGetters() {}

    static RowData.FieldGetter[] of(RowType type, List<Integer> columns) {
        return columns.stream()
                .map(column -> RowData.createFieldGetter(type.getTypeAt(column).copy(true), column))
                .toArray(RowData.FieldGetter[]::new);
    }
}
