package io.millrace.bench.features.job;

import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.table.data.RowData;

/** An event's key. */
final class EventKey implements KeySelector<RowData, Integer> {

    private static final long serialVersionUID = 1L;

    @Override
    public Integer getKey(RowData event) {
        return event.getInt(0);
    }
}
