package io.millrace.scoring.parity;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/**
 * Two tables with the same columns, ready to be compared: first those that name a row, then the
 * features.
 *
 * @param type the columns, all nullable
 * @param matched how many of them name a row
 * @param time which of those is the event time
 * @param notLogged features that were recomputed and that the log does not have
 */
public record ParityPlan(
        RowType type,
        int matched,
        int time,
        List<String> notLogged,
        Stretch stretch,
        Tolerance tolerance,
        int examples)
        implements Serializable {

    public ParityPlan {
        type = new RowType(false, nullable(type));
        notLogged = List.copyOf(notLogged);
    }

    private static List<RowType.RowField> nullable(RowType type) {
        return type.getFields().stream()
                .map(field -> new RowType.RowField(field.getName(), field.getType().copy(true)))
                .toList();
    }

    /** The columns that name a row. */
    public List<String> match() {
        return type.getFieldNames().subList(0, matched);
    }

    /** The columns that are compared. */
    public List<String> features() {
        return type.getFieldNames().subList(matched, type.getFieldCount());
    }

    int width() {
        return type.getFieldCount() - matched;
    }

    /** The type of the columns that name a row. */
    RowType keyType() {
        return new RowType(false, type.getFields().subList(0, matched));
    }

    /** A row of either table, and after its columns whether it was logged. */
    RowType tagged() {
        List<RowType.RowField> fields = new ArrayList<>(type.getFields());
        fields.add(new RowType.RowField("__logged", new BooleanType(false)));
        return new RowType(false, fields);
    }

    int[] keyColumns() {
        return IntStream.range(0, matched).toArray();
    }

    /** Whether a column can place rows in time. */
    public static boolean isTime(LogicalType type) {
        return type.is(LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE)
                || type.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE)
                || type.is(LogicalTypeRoot.BIGINT);
    }
}
