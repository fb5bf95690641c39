package io.millrace.bench.memory;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.table.data.RowData;

/** A number to the row of that number; all rows are made before the first one flows. */
final class MadeRows extends RichMapFunction<Long, RowData> {

    private static final long serialVersionUID = 1L;

    private final PlantTable table;
    private final PlantRows rows;
    private transient RowData[] made;

    MadeRows(PlantTable table, PlantRows rows) {
        this.table = table;
        this.rows = rows;
    }

    @Override
    public void open(OpenContext context) {
        made = new RowData[Math.toIntExact(rows.count(table))];
        for (int i = 0; i < made.length; i++) {
            made[i] = rows.row(table, i);
        }
    }

    @Override
    public RowData map(Long index) {
        return made[index.intValue()];
    }
}
