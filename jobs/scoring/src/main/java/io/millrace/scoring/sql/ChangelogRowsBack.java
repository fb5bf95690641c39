package io.millrace.scoring.sql;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.conversion.RowRowConverter;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;

/** The way back of {@link ChangelogRows}, for a change log that the user's SQL reads too. */
final class ChangelogRowsBack extends RichMapFunction<RowData, Row> {

    private static final long serialVersionUID = 1L;

    private final RowRowConverter converter;

    ChangelogRowsBack(DataType type) {
        this.converter = RowRowConverter.create(type);
    }

    @Override
    public void open(OpenContext context) {
        converter.open(getRuntimeContext().getUserCodeClassLoader());
    }

    @Override
    public Row map(RowData row) {
        return converter.toExternal(row);
    }
}
