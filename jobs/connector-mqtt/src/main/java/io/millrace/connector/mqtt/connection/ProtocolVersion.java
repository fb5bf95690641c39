package io.millrace.connector.mqtt.connection;

/** MQTT versions the connector speaks. */
public enum ProtocolVersion {
    V5("5"),
    V3_1_1("3.1.1");

    private final String text;

    ProtocolVersion(String text) {
        this.text = text;
    }

    /** What the option's value looks like; Flink compares it when it reads the option. */
    @Override
    public String toString() {
        return text;
    }
}
