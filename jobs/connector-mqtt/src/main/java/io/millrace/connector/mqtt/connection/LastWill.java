package io.millrace.connector.mqtt.connection;

import java.io.Serializable;
import java.time.Duration;

/** What the broker publishes when a connection is lost without a goodbye. */
public record LastWill(String topic, String payload, int qos, boolean retained, Duration delay)
        implements Serializable {}
