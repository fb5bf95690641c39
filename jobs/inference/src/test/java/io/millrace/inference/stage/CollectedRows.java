package io.millrace.inference.stage;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;

/** Keeps rows by their first column, a BIGINT; a row that comes again takes the place. */
final class CollectedRows implements Sink<RowData> {

    private static final ConcurrentMap<String, ConcurrentMap<Long, RowData>> ALL =
            new ConcurrentHashMap<>();

    private final String test = UUID.randomUUID().toString();
    private final RowType type;

    CollectedRows(RowType type) {
        this.type = type;
    }

    Map<Long, RowData> rows() {
        return ALL.computeIfAbsent(test, name -> new ConcurrentHashMap<>());
    }

    @Override
    @Deprecated // the interface of Flink 1.20 still asks for it, and no longer calls it
    public SinkWriter<RowData> createWriter(InitContext context) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SinkWriter<RowData> createWriter(WriterInitContext context) {
        Map<Long, RowData> rows = rows();
        RowDataSerializer serializer = new RowDataSerializer(type);
        return new SinkWriter<>() {
            @Override
            public void write(RowData row, Context context) {
                RowData kept = serializer.toBinaryRow(row).copy();
                rows.put(row.getLong(0), kept);
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}
