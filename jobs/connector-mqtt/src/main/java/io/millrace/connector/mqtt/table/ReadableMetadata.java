package io.millrace.connector.mqtt.table;

import io.millrace.connector.mqtt.MqttMessage;
import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;

/**
 * A metadata column that may be read.
 *
 * @param key what follows METADATA FROM
 * @param description for the documentation
 */
record ReadableMetadata(String key, DataType type, String description, Extractor extractor) {

    /** Key of the column that says why a payload did not parse. */
    static final String ERROR = "error";

    private static final int LEVELS = 9;

    private static final DataType PROPERTIES =
            DataTypes.MAP(DataTypes.STRING().notNull(), DataTypes.STRING().notNull()).notNull();

    private static final Map<String, ReadableMetadata> ALL = all();

    /** Gives the column's value in Flink's internal form. */
    interface Extractor extends Serializable {
        /** The value; error is null if the payload parsed. */
        @Nullable
        Object extract(MqttMessage message, @Nullable String error);
    }

    /** All, in the order of the documentation. */
    static Map<String, ReadableMetadata> byKey() {
        return ALL;
    }

    private static Map<String, ReadableMetadata> all() {
        Map<String, ReadableMetadata> map = new LinkedHashMap<>();
        for (ReadableMetadata metadata : columns()) {
            map.put(metadata.key(), metadata);
        }
        for (int level = 1; level <= LEVELS; level++) {
            ReadableMetadata metadata = level(level);
            map.put(metadata.key(), metadata);
        }
        return map;
    }

    private static List<ReadableMetadata> columns() {
        return List.of(
                new ReadableMetadata(
                        "topic",
                        DataTypes.STRING().notNull(),
                        "topic of the message",
                        (message, error) -> StringData.fromString(message.topic())),
                new ReadableMetadata(
                        "topic-levels",
                        DataTypes.ARRAY(DataTypes.STRING().notNull()).notNull(),
                        "the topic's levels; SQL counts from 1",
                        (message, error) -> levels(message)),
                new ReadableMetadata(
                        "qos",
                        DataTypes.INT().notNull(),
                        "quality of service of the delivery",
                        (message, error) -> message.qos()),
                new ReadableMetadata(
                        "retained",
                        DataTypes.BOOLEAN().notNull(),
                        "whether the broker kept the message for new subscribers",
                        (message, error) -> message.retained()),
                new ReadableMetadata(
                        "user-properties",
                        PROPERTIES,
                        "user properties (MQTT 5); of a repeated name the last value",
                        (message, error) -> properties(message)),
                new ReadableMetadata(
                        "content-type",
                        DataTypes.STRING(),
                        "content type (MQTT 5)",
                        (message, error) -> StringData.fromString(message.contentType())),
                new ReadableMetadata(
                        "response-topic",
                        DataTypes.STRING(),
                        "response topic (MQTT 5)",
                        (message, error) -> StringData.fromString(message.responseTopic())),
                new ReadableMetadata(
                        "correlation-data",
                        DataTypes.BYTES(),
                        "correlation data (MQTT 5)",
                        (message, error) -> message.correlation()),
                new ReadableMetadata(
                        "message-expiry",
                        DataTypes.BIGINT(),
                        "seconds the message had left to live (MQTT 5)",
                        (message, error) -> message.expiry()),
                new ReadableMetadata(
                        "arrival-time",
                        DataTypes.TIMESTAMP_LTZ(3).notNull(),
                        "when the connector received the message",
                        (message, error) ->
                                TimestampData.fromEpochMillis(message.arrival().toEpochMilli())),
                new ReadableMetadata(
                        "payload",
                        DataTypes.BYTES().notNull(),
                        "the payload as it came",
                        (message, error) -> message.payload()),
                new ReadableMetadata(
                        ERROR,
                        DataTypes.STRING(),
                        "why the payload did not parse, with 'on-parse-error' = 'column'; else null",
                        (message, error) -> StringData.fromString(error)));
    }

    private static ReadableMetadata level(int level) {
        return new ReadableMetadata(
                "topic-level-" + level,
                DataTypes.STRING(),
                "level " + level + " of the topic; null if it has fewer",
                (message, error) -> {
                    String[] levels = message.topic().split("/", -1);
                    return level > levels.length ? null : StringData.fromString(levels[level - 1]);
                });
    }

    private static GenericArrayData levels(MqttMessage message) {
        String[] levels = message.topic().split("/", -1);
        Object[] strings = new Object[levels.length];
        for (int i = 0; i < levels.length; i++) {
            strings[i] = StringData.fromString(levels[i]);
        }
        return new GenericArrayData(strings);
    }

    private static GenericMapData properties(MqttMessage message) {
        Map<StringData, StringData> map = new HashMap<>();
        for (Map.Entry<String, String> property : message.userProperties()) {
            map.put(
                    StringData.fromString(property.getKey()),
                    StringData.fromString(property.getValue()));
        }
        return new GenericMapData(map);
    }
}
