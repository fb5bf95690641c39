package io.millrace.connector.mqtt.source;

/** When the source acknowledges a message to the broker. */
public enum Acknowledge {
    /** When a checkpoint that covers the message has completed: a failure loses nothing. */
    CHECKPOINT("checkpoint"),
    /** As soon as the message was emitted: a failure loses what was not yet in a checkpoint. */
    RECEIPT("receipt");

    private final String text;

    Acknowledge(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
