package io.millrace.features.stage;

import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;

/**
 * What an entity stage gives.
 *
 * @param rows the spine's rows with features, timestamp = event time
 * @param rejected by source table, the spine's among them: the columns of the source that travel to
 *     the stage, then {@code reason STRING}; the stream's type has the names
 */
public record StageOutput(
        SingleOutputStreamOperator<RowData> rows, Map<String, DataStream<RowData>> rejected) {
    public StageOutput {
        rejected = Map.copyOf(rejected);
    }
}
