package io.millrace.connector.mqtt;

import io.millrace.connector.mqtt.source.SourceOptionsReader;
import io.millrace.connector.mqtt.source.SourceSettings;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.annotation.VisibleForTesting;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * Builds an {@link MqttSource} of the options in {@link MqttConnectionOptions} and {@link
 * MqttSourceOptions}.
 *
 * @param <T> the record
 */
public final class MqttSourceBuilder<T> {

    private final Configuration options = new Configuration();
    @Nullable private MqttDeserializationSchema<T> schema;
    private boolean recognise = true;

    MqttSourceBuilder() {}

    public MqttSourceBuilder<T> url(String url) {
        return set(MqttConnectionOptions.URL, url);
    }

    public MqttSourceBuilder<T> clientId(String clientId) {
        return set(MqttConnectionOptions.CLIENT_ID, clientId);
    }

    public MqttSourceBuilder<T> topics(String... filters) {
        return set(MqttSourceOptions.TOPICS, List.of(filters));
    }

    public MqttSourceBuilder<T> deserializer(MqttDeserializationSchema<T> deserializer) {
        this.schema = deserializer;
        return this;
    }

    /** Sets any option. */
    public <V> MqttSourceBuilder<T> set(ConfigOption<V> option, V value) {
        options.set(option, value);
        return this;
    }

    /** Takes redeliveries for new messages: for the test that shows what recognition is for. */
    @VisibleForTesting
    MqttSourceBuilder<T> withoutRecognition() {
        recognise = false;
        return this;
    }

    /**
     * Checks the options.
     *
     * @throws MqttOptionException with all that is wrong
     */
    public MqttSource<T> build() {
        SourceSettings settings = SourceOptionsReader.read(options);
        if (schema == null) {
            throw new MqttOptionException(
                    List.of("The source has no deserializer; give it one by deserializer(...)"));
        }
        return new MqttSource<>(recognise ? settings : settings.withoutRecognition(), schema);
    }
}
