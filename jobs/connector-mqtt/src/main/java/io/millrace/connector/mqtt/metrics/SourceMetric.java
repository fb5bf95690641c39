package io.millrace.connector.mqtt.metrics;

/** Counters of the source, in the group {@code mqtt} of its operator. */
public enum SourceMetric {
    RECEIVED("received", "messages received, redeliveries included"),
    EMITTED("emitted", "messages emitted, each once"),
    ACKNOWLEDGED("acknowledged", "messages acknowledged to the broker"),
    CONFIRMED("confirmed", "acknowledgements the broker is known to have processed"),
    REDELIVERED("redelivered", "redeliveries recognised and dropped"),
    RETAINED_DROPPED("retainedDropped", "retained messages sent again on a reconnect and dropped"),
    MALFORMED("malformed", "messages whose payload did not parse"),
    CONNECTED("connected", "connections made"),
    RECONNECTED("reconnects", "connections made after one was lost"),
    ATTEMPT_FAILED(
            "connectsFailed", "attempts to connect that failed: the broker was away or refused"),
    LOST("connectionsLost", "connections lost"),
    SESSION_RESETS(
            "sessionResets",
            "times the broker no longer had a session it should have: messages may be lost"),
    WINDOW_FULL(
            "windowFull",
            "completed checkpoints that the broker had to wait for with acknowledgements");

    private final String key;
    private final String description;

    SourceMetric(String key, String description) {
        this.key = key;
        this.description = description;
    }

    public String key() {
        return key;
    }

    public String description() {
        return description;
    }
}
