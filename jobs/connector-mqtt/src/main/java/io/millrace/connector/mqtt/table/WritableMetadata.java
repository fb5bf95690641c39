package io.millrace.connector.mqtt.table;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;

/** Metadata columns that may be written; null leaves the option's value. */
enum WritableMetadata {
    TOPIC("topic", DataTypes.STRING(), "topic to publish to"),
    QOS("qos", DataTypes.INT(), "quality of service, 0 or 1"),
    RETAINED("retained", DataTypes.BOOLEAN(), "whether the broker keeps the message"),
    USER_PROPERTIES(
            "user-properties",
            DataTypes.MAP(DataTypes.STRING(), DataTypes.STRING()),
            "user properties (MQTT 5)"),
    CONTENT_TYPE("content-type", DataTypes.STRING(), "content type (MQTT 5)"),
    MESSAGE_ID("message-id", DataTypes.STRING(), "user property message-id (MQTT 5)");

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // immutable, though not marked so
    private final DataType type;

    private final String description;

    WritableMetadata(String key, DataType type, String description) {
        this.key = key;
        this.type = type;
        this.description = description;
    }

    String key() {
        return key;
    }

    DataType type() {
        return type;
    }

    String description() {
        return description;
    }

    static Map<String, DataType> types() {
        Map<String, DataType> types = new LinkedHashMap<>();
        for (WritableMetadata metadata : values()) {
            types.put(metadata.key(), metadata.type());
        }
        return types;
    }
}
