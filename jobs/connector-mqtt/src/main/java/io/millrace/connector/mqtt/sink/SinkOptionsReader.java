package io.millrace.connector.mqtt.sink;

import static io.millrace.connector.mqtt.MqttConnectionOptions.CLIENT_ID;
import static io.millrace.connector.mqtt.MqttConnectionOptions.PROTOCOL_VERSION;
import static io.millrace.connector.mqtt.MqttSinkOptions.CONTENT_TYPE;
import static io.millrace.connector.mqtt.MqttSinkOptions.MAX_IN_FLIGHT;
import static io.millrace.connector.mqtt.MqttSinkOptions.MESSAGE_EXPIRY;
import static io.millrace.connector.mqtt.MqttSinkOptions.MESSAGE_ID;
import static io.millrace.connector.mqtt.MqttSinkOptions.QOS;
import static io.millrace.connector.mqtt.MqttSinkOptions.RETAINED;
import static io.millrace.connector.mqtt.MqttSinkOptions.TOPIC;

import io.millrace.connector.mqtt.MqttOptionException;
import io.millrace.connector.mqtt.connection.ConnectionOptionsReader;
import io.millrace.connector.mqtt.connection.ConnectionSettings;
import io.millrace.connector.mqtt.connection.OptionProblems;
import io.millrace.connector.mqtt.connection.ProtocolVersion;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.configuration.ReadableConfig;

/** Makes {@link SinkSettings} of options. */
public final class SinkOptionsReader {

    private static final int LARGEST_WINDOW = 60_000;

    private SinkOptionsReader() {}

    /**
     * Reads and checks all options of the sink.
     *
     * @throws MqttOptionException with all that is wrong
     */
    public static SinkSettings read(ReadableConfig config) {
        OptionProblems options = new OptionProblems(config);
        ConnectionSettings connection = ConnectionOptionsReader.read(options);
        String topic = options.get(TOPIC);
        if (topic != null && topic.isBlank()) {
            options.add(
                    TOPIC, topic, "is empty; name a topic, or declare a metadata column 'topic'");
        }
        int qos = options.within(QOS, 0, 1, "the sink publishes at least once, 2 adds nothing");
        int window = options.within(MAX_IN_FLIGHT, 1, LARGEST_WINDOW, "it bounds memory");
        Duration expiry = options.get(MESSAGE_EXPIRY);
        if (expiry != null
                && (expiry.toSeconds() < 1
                        || expiry.compareTo(ConnectionOptionsReader.LONGEST_EXPIRY) > 0)) {
            options.add(MESSAGE_EXPIRY, expiry, "is not from 1 s to 136 years");
        }
        MessageIds ids = options.get(MESSAGE_ID);
        if (ids != MessageIds.NONE && options.get(PROTOCOL_VERSION) == ProtocolVersion.V3_1_1) {
            options.add(
                    MESSAGE_ID,
                    ids,
                    "needs 'protocol-version' = '5'; MQTT 3.1.1 has no user properties");
        }
        boolean retained = Boolean.TRUE.equals(options.get(RETAINED));
        String clientId = options.get(CLIENT_ID);
        String contentType = options.get(CONTENT_TYPE);
        options.throwIfAny();
        return new SinkSettings(
                Objects.requireNonNull(connection),
                clientId,
                topic,
                qos,
                retained,
                window,
                Objects.requireNonNull(ids),
                contentType,
                expiry);
    }
}
