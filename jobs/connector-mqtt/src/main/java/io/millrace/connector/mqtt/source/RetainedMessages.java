package io.millrace.connector.mqtt.source;

/** Which retained messages a subscription asks for. */
public enum RetainedMessages {
    /** Those that exist when the session first subscribes; none on a reconnect. */
    FIRST("first"),
    /** None at all. */
    NONE("none");

    private final String text;

    RetainedMessages(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
