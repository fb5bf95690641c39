package io.millrace.connector.mqtt.metrics;

/** Counters of the sink, in the group {@code mqtt} of its operator. */
public enum SinkMetric {
    PUBLISHED("published", "messages handed to the network, repeats included"),
    ACKNOWLEDGED("acknowledged", "messages the broker acknowledged"),
    REPEATED("repeated", "messages published again after a connection was lost"),
    CONNECTED("connected", "connections made"),
    RECONNECTED("reconnects", "connections made after one was lost"),
    ATTEMPT_FAILED(
            "connectsFailed", "attempts to connect that failed: the broker was away or refused"),
    LOST("connectionsLost", "connections lost");

    private final String key;
    private final String description;

    SinkMetric(String key, String description) {
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
