package io.millrace.bench.features.feed;

import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Events as rows: key, event time, values. One row object is used again and again. */
public final class EventRows {

    private final Events events;
    private final GenericRowData row;
    private final Integer[] keys;
    private final Double[] values;

    EventRows(Events events) {
        this.events = events;
        this.row = new GenericRowData(2 + events.columns());
        this.keys = new Integer[events.keys()];
        for (int key = 0; key < keys.length; key++) {
            keys[key] = key;
        }
        this.values = new Double[Events.VALUES];
        for (int value = 0; value < values.length; value++) {
            values[value] = (double) value;
        }
    }

    /** {@code k INT, ts TIMESTAMP_LTZ(3), v0 DOUBLE, ...}. */
    public static RowType type(int columns) {
        LogicalType[] types = new LogicalType[2 + columns];
        String[] names = new String[2 + columns];
        types[0] = new IntType(false);
        names[0] = "k";
        types[1] = new LocalZonedTimestampType(false, 3);
        names[1] = "ts";
        for (int column = 0; column < columns; column++) {
            types[2 + column] = new DoubleType();
            names[2 + column] = "v" + column;
        }
        return RowType.of(false, types, names);
    }

    RowData row(long event, long time) {
        row.setField(0, keys[events.key(event)]);
        row.setField(1, TimestampData.fromEpochMillis(time));
        for (int column = 0; column < events.columns(); column++) {
            row.setField(2 + column, values[events.value(event, column)]);
        }
        return row;
    }
}
