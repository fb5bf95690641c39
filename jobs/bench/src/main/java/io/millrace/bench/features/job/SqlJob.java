package io.millrace.bench.features.job;

import io.millrace.bench.features.feed.EventRows;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.DataTypeUtils;
import org.apache.flink.table.types.utils.TypeConversions;

/** Flink SQL, with the planner's own settings. */
final class SqlJob {

    private static final String OVER =
            """
            SELECT k, ts, SUM(v0) OVER (
                PARTITION BY k ORDER BY ts
                RANGE BETWEEN %s PRECEDING AND CURRENT ROW) AS total
            FROM events
            """;

    private static final String HOP =
            """
            SELECT k, window_end, SUM(v0) AS total
            FROM TABLE(HOP(TABLE events, DESCRIPTOR(ts), INTERVAL '1' MINUTE, %s))
            GROUP BY k, window_start, window_end
            """;

    private SqlJob() {}

    static DataStream<RowData> over(DataStream<RowData> events, Setting setting) {
        return query(events, OVER.formatted(interval(setting)));
    }

    static DataStream<RowData> hop(DataStream<RowData> events, Setting setting) {
        return query(events, HOP.formatted(interval(setting)));
    }

    /** An interval's number has at most two digits, if nothing else is said. */
    private static String interval(Setting setting) {
        return setting.window() % 60 == 0
                ? "INTERVAL '" + setting.window() / 60 + "' HOUR"
                : "INTERVAL '" + setting.window() + "' MINUTE";
    }

    private static DataStream<RowData> query(DataStream<RowData> events, String query) {
        StreamTableEnvironment tables =
                StreamTableEnvironment.create(events.getExecutionEnvironment());
        Schema.Builder schema = Schema.newBuilder();
        for (RowType.RowField field : EventRows.type(1).getFields()) {
            schema.column(field.getName(), TypeConversions.fromLogicalToDataType(field.getType()));
        }
        schema.watermark("ts", "SOURCE_WATERMARK()");
        tables.createTemporaryView("events", events, schema.build());
        Table result = tables.sqlQuery(query);
        return tables.toDataStream(
                result,
                DataTypeUtils.removeTimeAttribute(
                                result.getResolvedSchema().toPhysicalRowDataType())
                        .bridgedTo(RowData.class));
    }
}
