package io.millrace.scoring.sql;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.annotation.Nullable;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * A table as a stream of internal rows.
 *
 * @param name the table's name as the SQL file writes it
 * @param type the rows' columns; time attributes are plain timestamps here, processing-time columns
 *     are left out
 * @param rows the table's rows; a change log's carry their {@link org.apache.flink.types.RowKind}.
 *     Planner operators reuse them: copy what is kept
 * @param changelog true when updates or deletes may come
 * @param rowtime column of the watermark; null when the table has none
 * @param proctime names of the processing-time columns that were left out, by their index in the
 *     table
 * @param key columns of the primary key; empty when none is declared
 */
public record TableStream(
        String name,
        RowType type,
        DataStream<RowData> rows,
        boolean changelog,
        @Nullable String rowtime,
        SortedMap<Integer, String> proctime,
        List<String> key) {

    public TableStream {
        proctime = Collections.unmodifiableSortedMap(new TreeMap<>(proctime));
        key = List.copyOf(key);
    }

    /** A stream of ours as a table of inserts. */
    public static TableStream of(
            String name, RowType type, DataStream<RowData> rows, @Nullable String rowtime) {
        return new TableStream(
                name, type, rows, false, rowtime, Collections.emptySortedMap(), List.of());
    }

    /** The same table with other rows of the same type. */
    public TableStream with(DataStream<RowData> others) {
        return new TableStream(name, type, others, changelog, rowtime, proctime, key);
    }
}
