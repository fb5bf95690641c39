package io.millrace.scoring.topology;

import io.millrace.scoring.sql.TableStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
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
        add(stage, source, type, rows, "rejected-" + stage + "-" + source);
    }

    private void add(
            String stage, String source, RowType type, DataStream<RowData> rows, String uid) {
        streams.add(
                rows.map(new RejectedRow(stage, source, type))
                        .returns(InternalTypeInfo.of(Rejection.TABLE))
                        .uid(uid)
                        .name("rejected: " + stage + " " + source));
    }

    /**
     * Rows of a model registry that are not followed.
     *
     * @param type as in {@link #add}
     */
    void addRefused(String registry, RowType type, DataStream<RowData> rows) {
        add("model", registry, type, rows, "rejected-registry-" + registry);
    }

    /** The table; empty when no stage of this job can reject a row. */
    Optional<TableStream> table() {
        return streams.stream()
                .reduce((left, right) -> left.union(right))
                .map(all -> TableStream.of(VirtualTable.REJECTED, Rejection.TABLE, all, null));
    }
}
