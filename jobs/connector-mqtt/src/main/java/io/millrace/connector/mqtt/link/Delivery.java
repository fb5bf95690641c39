package io.millrace.connector.mqtt.link;

import io.millrace.connector.mqtt.MqttMessage;

/**
 * A PUBLISH from the broker.
 *
 * @param packetId 0 at quality of service 0
 * @param duplicate the DUP flag: the broker may have delivered it before
 * @param fingerprint hash of all that stays the same when the message is delivered again
 */
public record Delivery(int packetId, boolean duplicate, long fingerprint, MqttMessage message) {

    /** Rough size in memory, in bytes. */
    public long weight() {
        return 200L + message.topic().length() + message.payload().length;
    }
}
