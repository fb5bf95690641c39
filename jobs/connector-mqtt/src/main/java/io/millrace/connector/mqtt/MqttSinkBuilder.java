package io.millrace.connector.mqtt;

import io.millrace.connector.mqtt.sink.SinkOptionsReader;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * Builds an {@link MqttSink} of the options in {@link MqttConnectionOptions} and {@link
 * MqttSinkOptions}. What concerns a single message (topic, quality of service, properties) is for
 * the serializer to say.
 *
 * @param <T> the record
 */
public final class MqttSinkBuilder<T> {

    private final Configuration options = new Configuration();
    @Nullable private MqttSerializationSchema<T> schema;

    MqttSinkBuilder() {}

    public MqttSinkBuilder<T> url(String url) {
        return set(MqttConnectionOptions.URL, url);
    }

    public MqttSinkBuilder<T> serializer(MqttSerializationSchema<T> serializer) {
        this.schema = serializer;
        return this;
    }

    /** Sets any option. */
    public <V> MqttSinkBuilder<T> set(ConfigOption<V> option, V value) {
        options.set(option, value);
        return this;
    }

    /**
     * Checks the options.
     *
     * @throws MqttOptionException with all that is wrong
     */
    public MqttSink<T> build() {
        if (schema == null) {
            throw new MqttOptionException(
                    List.of("The sink has no serializer; give it one by serializer(...)"));
        }
        return new MqttSink<>(SinkOptionsReader.read(options), schema);
    }
}
