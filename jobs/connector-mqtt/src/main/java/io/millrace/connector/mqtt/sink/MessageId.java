package io.millrace.connector.mqtt.sink;

import io.millrace.connector.mqtt.link.Fingerprint;

/** The user property by which consumers drop repeats. */
public final class MessageId {

    /** Name of the user property. */
    public static final String PROPERTY = "message-id";

    private MessageId() {}

    /** 32 hex digits, the same for the same topic and payload. */
    public static String ofContent(String topic, byte[] payload) {
        return String.format(
                "%016x%016x",
                Fingerprint.seeded(1).add(topic).add(payload).value(),
                Fingerprint.seeded(2).add(topic).add(payload).value());
    }
}
