package io.millrace.features.stage;

import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.table.data.RowData;

/** The key that a row brings along. */
final class EntityKeySelector implements KeySelector<EntityRow, RowData> {
    private static final long serialVersionUID = 1L;

    @Override
    public RowData getKey(EntityRow row) {
        return row.key;
    }
}
