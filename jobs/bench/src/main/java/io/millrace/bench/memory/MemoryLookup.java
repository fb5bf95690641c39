package io.millrace.bench.memory;

import java.util.Collection;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.LookupFunction;

/** Answers a machine's id at once. */
public final class MemoryLookup extends LookupFunction {

    private static final long serialVersionUID = 1L;

    private final PlantTable table;
    private final PlantRows rows;

    MemoryLookup(PlantTable table, PlantRows rows) {
        this.table = table;
        this.rows = rows;
    }

    @Override
    public Collection<RowData> lookup(RowData key) {
        return List.of(rows.row(table, key.getInt(0) - 1));
    }
}
