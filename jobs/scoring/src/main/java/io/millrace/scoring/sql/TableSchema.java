package io.millrace.scoring.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.UniqueConstraint;
import org.apache.flink.table.catalog.WatermarkSpec;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.table.types.logical.utils.LogicalTypeUtils;

/**
 * What the rooms behind the edges need to know of a table's resolved schema.
 *
 * @param columns names of all columns but the processing-time ones, in order
 * @param rowtime column of the watermark; null when there is none
 * @param rowtimeType its type as SQL writes it; null when there is none
 * @param proctime names of the processing-time columns, by their index in the table
 * @param key columns of the primary key; empty when none is declared
 */
record TableSchema(
        List<String> columns,
        @Nullable String rowtime,
        @Nullable String rowtimeType,
        SortedMap<Integer, String> proctime,
        List<String> key) {

    static TableSchema of(ResolvedSchema schema) {
        List<String> columns = new ArrayList<>();
        SortedMap<Integer, String> proctime = new TreeMap<>();
        for (int i = 0; i < schema.getColumnCount(); i++) {
            Column column = schema.getColumns().get(i);
            if (isProctime(column)) {
                proctime.put(i, column.getName());
            } else {
                columns.add(column.getName());
            }
        }
        String rowtime = rowtimeOf(schema);
        return new TableSchema(columns, rowtime, typeOf(schema, rowtime), proctime, keyOf(schema));
    }

    /**
     * The columns as a SELECT list, with the processing-time columns left out. The row time becomes
     * a plain timestamp: Flink would take the record's timestamp from it, and fail where it is
     * null, as in a row that its source could not read. Watermarks pass all the same.
     */
    String selectList() {
        return columns.stream().map(this::selected).collect(Collectors.joining(", "));
    }

    private String selected(String column) {
        String name = quoted(column);
        return rowtimeType == null || !column.equals(rowtime)
                ? name
                : "CAST(" + name + " AS " + rowtimeType + ") AS " + name;
    }

    static String quoted(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    private static boolean isProctime(Column column) {
        return isTimestamp(column)
                && LogicalTypeChecks.isProctimeAttribute(column.getDataType().getLogicalType());
    }

    private static boolean isTimestamp(Column column) {
        LogicalType type = column.getDataType().getLogicalType();
        return type.is(LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE)
                || type.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
    }

    /** Views have no watermark of their own: there the column's type tells. */
    @Nullable
    private static String rowtimeOf(ResolvedSchema schema) {
        for (WatermarkSpec watermark : schema.getWatermarkSpecs()) {
            return watermark.getRowtimeAttribute();
        }
        for (Column column : schema.getColumns()) {
            if (isTimestamp(column)
                    && LogicalTypeChecks.isRowtimeAttribute(
                            column.getDataType().getLogicalType())) {
                return column.getName();
            }
        }
        return null;
    }

    @Nullable
    private static String typeOf(ResolvedSchema schema, @Nullable String column) {
        return schema.getColumns().stream()
                .filter(found -> found.getName().equals(column))
                .map(found -> found.getDataType().getLogicalType())
                .map(type -> LogicalTypeUtils.removeTimeAttributes(type).copy(true))
                .map(LogicalType::asSerializableString)
                .findFirst()
                .orElse(null);
    }

    private static List<String> keyOf(ResolvedSchema schema) {
        return schema.getPrimaryKey().map(UniqueConstraint::getColumns).orElse(List.of());
    }
}
