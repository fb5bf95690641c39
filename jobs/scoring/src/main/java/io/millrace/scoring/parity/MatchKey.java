package io.millrace.scoring.parity;

import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;

/** What names a row, in binary form: its bytes are compared and hashed. */
final class MatchKey implements KeySelector<RowData, RowData> {

    private static final long serialVersionUID = 1L;

    private final int[] columns;
    private final RowDataSerializer serializer;

    MatchKey(ParityPlan plan) {
        this.columns = plan.keyColumns();
        this.serializer = new RowDataSerializer(plan.keyType());
    }

    @Override
    public RowData getKey(RowData row) {
        ProjectedRowData key = ProjectedRowData.from(columns).replaceRow(row);
        return serializer.toBinaryRow(key).copy();
    }
}
