package io.millrace.connector.mqtt.sink;

import io.millrace.connector.mqtt.connection.ConnectionSettings;
import java.io.Serializable;
import java.time.Duration;
import javax.annotation.Nullable;

/**
 * All settings of the sink, valid.
 *
 * @param clientId null for a random one
 * @param topic template; null if each record names its topic
 * @param qos unless the record says otherwise
 * @param retained unless the record says otherwise
 * @param maxInFlight most unanswered messages of a subtask
 * @param contentType null for none
 * @param messageExpiry null for no limit
 */
public record SinkSettings(
        ConnectionSettings connection,
        @Nullable String clientId,
        @Nullable String topic,
        int qos,
        boolean retained,
        int maxInFlight,
        MessageIds messageIds,
        @Nullable String contentType,
        @Nullable Duration messageExpiry)
        implements Serializable {}
