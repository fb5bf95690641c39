package io.millrace.scoring.topology;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/** The forms that a rejected row has on its way to the {@code rejected} table. */
final class Rejection {

    /** The table that user's SQL reads. */
    static final RowType TABLE =
            new RowType(
                    List.of(
                            field("stage", "the stage that could not process the row"),
                            field("source", "the table the row came from"),
                            field("reason", "why"),
                            field("payload", "the row as JSON"),
                            new RowType.RowField(
                                    "rejected_at", new LocalZonedTimestampType(false, 3))));

    /** The same table, for a job that cannot reject anything. */
    static final String EMPTY_TABLE =
            "CREATE TEMPORARY VIEW rejected AS SELECT * FROM (VALUES ('', '', '', '',"
                    + " CAST(NULL AS TIMESTAMP_LTZ(3))))"
                    + " AS nothing(stage, source, reason, payload, rejected_at) WHERE FALSE";

    private Rejection() {}

    /**
     * A room's form: the row's own columns, then {@code reason}. A row that could not be read has
     * nulls where its table allows none.
     */
    static RowType type(RowType row) {
        List<RowType.RowField> fields = new ArrayList<>();
        for (RowType.RowField field : row.getFields()) {
            fields.add(new RowType.RowField(field.getName(), field.getType().copy(true)));
        }
        fields.add(new RowType.RowField("reason", VarCharType.STRING_TYPE));
        return new RowType(fields);
    }

    private static RowType.RowField field(String name, String description) {
        return new RowType.RowField(name, VarCharType.STRING_TYPE, description);
    }
}
