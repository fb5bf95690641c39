package io.millrace.connector.mqtt.metrics;

/** What the sink shows of the moment, in the group {@code mqtt} of its operator. */
public enum SinkGauge {
    IN_FLIGHT("inFlight", "messages written and not yet acknowledged by the broker"),
    PUBLISH_LATENCY(
            "publishLatency",
            "histogram of the milliseconds from writing a message to the broker's acknowledgement,"
                    + " over the last 1024");

    private final String key;
    private final String description;

    SinkGauge(String key, String description) {
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
