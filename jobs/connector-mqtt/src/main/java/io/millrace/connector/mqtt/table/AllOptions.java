package io.millrace.connector.mqtt.table;

import io.millrace.connector.mqtt.MqttConnectionOptions;
import io.millrace.connector.mqtt.MqttSinkOptions;
import io.millrace.connector.mqtt.MqttSourceOptions;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** The options of the connector, in the order of the documentation. */
final class AllOptions {

    private AllOptions() {}

    static List<ConfigOption<?>> connection() {
        return List.of(
                MqttConnectionOptions.URL,
                MqttConnectionOptions.PROTOCOL_VERSION,
                MqttConnectionOptions.CLIENT_ID,
                MqttConnectionOptions.USERNAME,
                MqttConnectionOptions.PASSWORD,
                MqttConnectionOptions.PASSWORD_FILE,
                MqttConnectionOptions.KEEP_ALIVE,
                MqttConnectionOptions.CONNECT_TIMEOUT,
                MqttConnectionOptions.START_TIMEOUT,
                MqttConnectionOptions.OUTAGE_LIMIT,
                MqttConnectionOptions.RECONNECT_BACKOFF_INITIAL,
                MqttConnectionOptions.RECONNECT_BACKOFF_MAX,
                MqttConnectionOptions.MAX_PACKET_SIZE,
                MqttConnectionOptions.TLS_CA_FILE,
                MqttConnectionOptions.TLS_CERTIFICATE_FILE,
                MqttConnectionOptions.TLS_KEY_FILE,
                MqttConnectionOptions.TLS_KEY_PASSWORD,
                MqttConnectionOptions.TLS_VERIFY_HOSTNAME,
                MqttConnectionOptions.WILL_TOPIC,
                MqttConnectionOptions.WILL_PAYLOAD,
                MqttConnectionOptions.WILL_QOS,
                MqttConnectionOptions.WILL_RETAINED,
                MqttConnectionOptions.WILL_DELAY);
    }

    static List<ConfigOption<?>> source() {
        return List.of(
                MqttSourceOptions.TOPICS,
                MqttSourceOptions.QOS,
                MqttSourceOptions.READERS,
                MqttSourceOptions.SHARED_GROUP,
                MqttSourceOptions.RECEIVE_MAXIMUM,
                MqttSourceOptions.SESSION_EXPIRY,
                MqttSourceOptions.RETAINED_MESSAGES,
                MqttSourceOptions.ACKNOWLEDGE,
                MqttSourceOptions.REDELIVERY_MEMORY,
                MqttSourceOptions.BROKER_DROPS_TOPIC,
                MqttSourceOptions.BUFFER_SIZE,
                MqttSourceOptions.BOUNDED_COUNT,
                MqttSourceOptions.BOUNDED_IDLE);
    }

    static List<ConfigOption<?>> sink() {
        return List.of(
                MqttSinkOptions.TOPIC,
                MqttSinkOptions.QOS,
                MqttSinkOptions.RETAINED,
                MqttSinkOptions.MAX_IN_FLIGHT,
                MqttSinkOptions.MESSAGE_ID,
                MqttSinkOptions.CONTENT_TYPE,
                MqttSinkOptions.MESSAGE_EXPIRY);
    }
}
