package io.millrace.features.parity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Keeps rows whole, by their first column: for a few of them. */
final class RowLog implements Sink<RowData> {

    private static final long serialVersionUID = 1L;
    private static final Map<UUID, Map<Long, Map<String, Object>>> LOGS = new ConcurrentHashMap<>();

    private final UUID id = UUID.randomUUID();
    private final RowType type;

    RowLog(RowType type) {
        this.type = type;
        LOGS.put(id, new ConcurrentHashMap<>());
    }

    /** Values by name, by number of the row. */
    Map<Long, Map<String, Object>> rows() {
        return LOGS.get(id);
    }

    @Override
    public SinkWriter<RowData> createWriter(WriterInitContext context) {
        return new Writer(type, LOGS.get(id));
    }

    /** Deprecated in Flink 1.20, and abstract there: it must exist until it is gone. */
    @Override
    @SuppressWarnings("deprecation")
    public SinkWriter<RowData> createWriter(InitContext context) {
        return new Writer(type, LOGS.get(id));
    }

    private record Writer(RowType type, Map<Long, Map<String, Object>> rows)
            implements SinkWriter<RowData> {
        @Override
        public void write(RowData row, Context context) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (int i = 0; i < type.getFieldCount(); i++) {
                Object value =
                        RowData.createFieldGetter(type.getTypeAt(i).copy(true), i)
                                .getFieldOrNull(row);
                values.put(type.getFieldNames().get(i), value == null ? "NULL" : "" + value);
            }
            rows.put(row.getLong(0), values);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
