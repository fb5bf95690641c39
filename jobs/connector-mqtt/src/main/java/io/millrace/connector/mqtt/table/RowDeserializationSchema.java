package io.millrace.connector.mqtt.table;

import io.millrace.connector.mqtt.MqttDeserializationSchema;
import io.millrace.connector.mqtt.MqttMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;

/** A row of the payload's columns, followed by the metadata columns that were asked for. */
final class RowDeserializationSchema implements MqttDeserializationSchema<RowData> {

    private static final long serialVersionUID = 1L;

    private final DeserializationSchema<RowData> payload;
    private final int payloadArity;
    private final ReadableMetadata.Extractor[] metadata;
    private final OnParseError onParseError;
    private final TypeInformation<RowData> type;

    private transient List<RowData> parsed;
    private transient Collector<RowData> parsedCollector;

    RowDeserializationSchema(
            DeserializationSchema<RowData> payload,
            int payloadArity,
            List<ReadableMetadata.Extractor> metadata,
            OnParseError onParseError,
            TypeInformation<RowData> type) {
        this.payload = payload;
        this.payloadArity = payloadArity;
        this.metadata = metadata.toArray(ReadableMetadata.Extractor[]::new);
        this.onParseError = onParseError;
        this.type = type;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) throws Exception {
        payload.open(context);
        parsed = new ArrayList<>();
        parsedCollector =
                new Collector<>() {
                    @Override
                    public void collect(RowData row) {
                        parsed.add(row);
                    }

                    @Override
                    public void close() {
                        // nothing is held
                    }
                };
    }

    @Override
    public void deserialize(MqttMessage message, Collector<RowData> out) throws IOException {
        parsed.clear();
        payload.deserialize(message.payload(), parsedCollector);
        if (parsed.isEmpty() && message.payload().length == 0) {
            throw new IOException("the payload is empty");
        }
        for (RowData row : parsed) {
            out.collect(joined(row.getRowKind(), row, message, null));
        }
    }

    @Override
    public void malformed(MqttMessage message, Exception cause, Collector<RowData> out)
            throws IOException {
        switch (onParseError) {
            case FAIL -> MqttDeserializationSchema.super.malformed(message, cause, out);
            case SKIP -> {
                // counted by the reader
            }
            case COLUMN ->
                    out.collect(
                            joined(
                                    RowKind.INSERT,
                                    new GenericRowData(payloadArity),
                                    message,
                                    reason(cause)));
        }
    }

    private RowData joined(RowKind kind, RowData row, MqttMessage message, @Nullable String error) {
        if (metadata.length == 0) {
            return row;
        }
        GenericRowData appended = new GenericRowData(metadata.length);
        for (int i = 0; i < metadata.length; i++) {
            appended.setField(i, metadata[i].extract(message, error));
        }
        return new JoinedRowData(kind, row, appended);
    }

    /** The exception's text with its causes', since formats tell the point only in the last one. */
    private static String reason(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
            if (text.indexOf(message) < 0) {
                text.append(text.isEmpty() ? "" : ": ").append(message);
            }
        }
        return text.toString();
    }

    @Override
    public TypeInformation<RowData> getProducedType() {
        return type;
    }
}
