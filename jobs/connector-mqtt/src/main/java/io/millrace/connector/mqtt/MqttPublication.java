package io.millrace.connector.mqtt;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * A message to publish.
 *
 * @param topic a topic name, without wildcards
 * @param qos 0 or 1
 * @param userProperties sent in this order; dropped before MQTT 5
 * @param contentType null for none
 * @param expiry null for no limit; whole seconds count
 */
@SuppressWarnings("ArrayRecordComponent") // the payload is handed on, never compared
public record MqttPublication(
        String topic,
        byte[] payload,
        int qos,
        boolean retained,
        List<Map.Entry<String, String>> userProperties,
        @Nullable String contentType,
        @Nullable Duration expiry) {

    /** A message of quality of service 1 without properties. */
    public static MqttPublication of(String topic, byte[] payload) {
        return new MqttPublication(topic, payload, 1, false, List.of(), null, null);
    }
}
