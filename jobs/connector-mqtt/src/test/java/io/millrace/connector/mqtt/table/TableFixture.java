package io.millrace.connector.mqtt.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** SQL for the tests. */
final class TableFixture {

    private TableFixture() {}

    /** With checkpoints, and without whatever might hide a failure or a wrong type. */
    static StreamTableEnvironment tables() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(2);
        environment.enableCheckpointing(200);
        return StreamTableEnvironment.create(environment);
    }

    /** The first so many rows of a query, or all if it ends before. */
    static List<Row> collect(StreamTableEnvironment tables, String query, int count)
            throws Exception {
        List<Row> rows = new ArrayList<>();
        try (CloseableIterator<Row> result = tables.executeSql(query).collect()) {
            while (rows.size() < count && result.hasNext()) {
                rows.add(result.next());
            }
        }
        return rows;
    }
}
