package io.millrace.scoring.topology;

import io.millrace.scoring.sql.TableStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/** Collects what the stages could not process into one table. */
final class Rejections {

    private final List<DataStream<RowData>> streams = new ArrayList<>();

    /**
     * @param type the row's own columns, then {@code reason}
     */
    void add(String stage, String source, RowType type, DataStream<RowData> rows) {
        streams.add(
                rows.map(new RejectedRow(stage, source, type))
                        .returns(InternalTypeInfo.of(Rejection.TABLE))
                        .uid("rejected-" + stage + "-" + source)
                        .name("rejected: " + stage + " " + source));
    }

    TableStream table(StreamExecutionEnvironment env) {
        DataStream<RowData> all =
                streams.isEmpty()
                        ? none(env)
                        : streams.stream().reduce((left, right) -> left.union(right)).orElseThrow();
        return new TableStream(
                VirtualTable.REJECTED, Rejection.TABLE, all, false, null, List.of(), List.of());
    }

    private static DataStream<RowData> none(StreamExecutionEnvironment env) {
        return env.fromSequence(1, 0)
                .uid("rejected-none")
                .map(number -> (RowData) null)
                .returns(InternalTypeInfo.of(Rejection.TABLE))
                .uid("rejected-none-rows");
    }
}
