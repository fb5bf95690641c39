package io.millrace.scoring.sql;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.conversion.RowRowConverter;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;

/**
 * Change-log rows as internal rows, kind included. {@code toChangelogStream} knows only {@link
 * Row}; its converter is Flink's own, used here and in {@link ChangelogRowsBack} alone.
 */
final class ChangelogRows extends RichMapFunction<Row, RowData> {

    private static final long serialVersionUID = 1L;

    private final RowRowConverter converter;

    ChangelogRows(DataType type) {
        this.converter = RowRowConverter.create(type);
    }

    @Override
    public void open(OpenContext context) {
        converter.open(getRuntimeContext().getUserCodeClassLoader());
    }

    @Override
    public RowData map(Row row) {
        return converter.toInternal(row);
    }
}
