package io.millrace.connector.mqtt.metrics;

/** What the source shows of the moment, in the group {@code mqtt} of its operator. */
public enum SourceGauge {
    IN_FLIGHT("inFlight", "messages received on this connection and not yet acknowledged"),
    WINDOW(
            "window",
            "messages at which the broker last stopped to wait for acknowledgements; 0 if it never"
                    + " did"),
    BROKER_DROPPED(
            "brokerDropped",
            "messages the broker says it dropped since it started, see 'broker-drops-topic'; -1 if"
                    + " it said nothing");

    private final String key;
    private final String description;

    SourceGauge(String key, String description) {
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
