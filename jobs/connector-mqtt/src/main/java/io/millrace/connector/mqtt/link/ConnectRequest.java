package io.millrace.connector.mqtt.link;

import io.millrace.connector.mqtt.connection.ConnectionSettings;
import java.time.Duration;

/**
 * How to connect.
 *
 * @param cleanStart whether the broker is to forget an earlier session of this client
 * @param sessionExpiry how long the broker keeps the session after the connection (MQTT 5)
 * @param receiveMaximum most unanswered messages from the broker (MQTT 5)
 */
public record ConnectRequest(
        ConnectionSettings settings,
        String clientId,
        boolean cleanStart,
        Duration sessionExpiry,
        int receiveMaximum) {}
