package io.millrace.connector.mqtt.sink;

/** Where the message id of a published message comes from. */
public enum MessageIds {
    NONE("none"),
    /** A 128-bit hash of topic and payload: stable over replays; equal records share it. */
    CONTENT("content");

    private final String text;

    MessageIds(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
