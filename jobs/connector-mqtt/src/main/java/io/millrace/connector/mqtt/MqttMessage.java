package io.millrace.connector.mqtt;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * A message as the broker delivered it. The payload is not copied: do not change it.
 *
 * @param qos quality of service of this delivery: 0, 1 (or 2 for a will)
 * @param retained whether the broker kept the message for new subscribers
 * @param userProperties in the order sent, names may repeat; empty before MQTT 5
 * @param contentType null if the publisher gave none
 * @param responseTopic null if the publisher gave none
 * @param correlation null if the publisher gave none
 * @param expiry seconds left until the message would have expired; null if it does not
 * @param arrival when this process received it
 */
@SuppressWarnings("ArrayRecordComponent") // the payload is handed on, never compared
public record MqttMessage(
        String topic,
        byte[] payload,
        int qos,
        boolean retained,
        List<Map.Entry<String, String>> userProperties,
        @Nullable String contentType,
        @Nullable String responseTopic,
        @Nullable byte[] correlation,
        @Nullable Long expiry,
        Instant arrival) {

    /** A message without MQTT 5 properties. */
    public static MqttMessage of(String topic, byte[] payload, int qos, Instant arrival) {
        return new MqttMessage(
                topic, payload, qos, false, List.of(), null, null, null, null, arrival);
    }
}
