package io.millrace.connector.mqtt.table;

import io.millrace.connector.mqtt.MqttPublication;
import io.millrace.connector.mqtt.MqttSerializationSchema;
import io.millrace.connector.mqtt.connection.TopicNames;
import io.millrace.connector.mqtt.sink.MessageId;
import io.millrace.connector.mqtt.sink.MessageIds;
import io.millrace.connector.mqtt.sink.SinkSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.annotation.Nullable;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.ProjectedRowData;

/** A message of a row: the physical columns are the payload, metadata columns the rest. */
final class RowSerializationSchema implements MqttSerializationSchema<RowData> {

    private static final long serialVersionUID = 1L;

    private final SerializationSchema<RowData> payload;
    private final SinkSettings settings;
    @Nullable private final TopicTemplate template;
    private final int arity;
    private final EnumMap<WritableMetadata, Integer> positions;

    /**
     * Knows how to read a row.
     *
     * @param template null if each row names its topic
     * @param arity number of physical columns, which come first
     * @param metadata what the columns behind them are
     */
    RowSerializationSchema(
            SerializationSchema<RowData> payload,
            SinkSettings settings,
            @Nullable TopicTemplate template,
            int arity,
            List<WritableMetadata> metadata) {
        this.payload = payload;
        this.settings = settings;
        this.template = template;
        this.arity = arity;
        this.positions = new EnumMap<>(WritableMetadata.class);
        for (WritableMetadata column : WritableMetadata.values()) {
            int at = metadata.indexOf(column);
            positions.put(column, at < 0 ? -1 : arity + at);
        }
    }

    @Override
    public void open(SerializationSchema.InitializationContext context) throws Exception {
        payload.open(context);
    }

    @Override
    public MqttPublication serialize(RowData row) throws IOException {
        ProjectedRowData physical = ProjectedRowData.from(IntStream.range(0, arity).toArray());
        byte[] bytes = payload.serialize(physical.replaceRow(row));
        String topic = topic(row);
        String contentType = string(row, WritableMetadata.CONTENT_TYPE);
        return new MqttPublication(
                topic,
                bytes,
                qos(row),
                has(row, WritableMetadata.RETAINED)
                        ? row.getBoolean(position(WritableMetadata.RETAINED))
                        : settings.retained(),
                properties(row, topic, bytes),
                contentType == null ? settings.contentType() : contentType,
                settings.messageExpiry());
    }

    private String topic(RowData row) throws IOException {
        String topic = string(row, WritableMetadata.TOPIC);
        if (topic == null && template == null) {
            throw new IOException(
                    "A row has NULL in the metadata column 'topic' and the option 'topic' is not"
                            + " set: nowhere to publish it to");
        }
        if (topic == null) {
            return template.topic(row);
        }
        try {
            return TopicNames.requireName(topic);
        } catch (IllegalArgumentException e) {
            throw new IOException("Metadata column 'topic' = '" + topic + "' " + e.getMessage(), e);
        }
    }

    private int qos(RowData row) throws IOException {
        if (!has(row, WritableMetadata.QOS)) {
            return settings.qos();
        }
        int qos = row.getInt(position(WritableMetadata.QOS));
        if (qos < 0 || qos > 1) {
            throw new IOException("Metadata column 'qos' = " + qos + " is neither 0 nor 1");
        }
        return qos;
    }

    private List<Map.Entry<String, String>> properties(RowData row, String topic, byte[] bytes) {
        List<Map.Entry<String, String>> properties = new ArrayList<>();
        String id = string(row, WritableMetadata.MESSAGE_ID);
        if (id == null && settings.messageIds() == MessageIds.CONTENT) {
            id = MessageId.ofContent(topic, bytes);
        }
        if (id != null) {
            properties.add(Map.entry(MessageId.PROPERTY, id));
        }
        if (has(row, WritableMetadata.USER_PROPERTIES)) {
            MapData map = row.getMap(position(WritableMetadata.USER_PROPERTIES));
            ArrayData keys = map.keyArray();
            ArrayData values = map.valueArray();
            for (int i = 0; i < map.size(); i++) {
                if (!keys.isNullAt(i) && !values.isNullAt(i)) {
                    properties.add(
                            Map.entry(
                                    keys.getString(i).toString(), values.getString(i).toString()));
                }
            }
        }
        return properties;
    }

    @Nullable
    private String string(RowData row, WritableMetadata column) {
        return has(row, column) ? row.getString(position(column)).toString() : null;
    }

    private boolean has(RowData row, WritableMetadata column) {
        return position(column) >= 0 && !row.isNullAt(position(column));
    }

    private int position(WritableMetadata column) {
        return positions.get(column);
    }
}
