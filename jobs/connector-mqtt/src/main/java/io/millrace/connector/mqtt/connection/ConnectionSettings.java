package io.millrace.connector.mqtt.connection;

import java.io.Serializable;
import java.time.Duration;
import javax.annotation.Nullable;

/**
 * All that a connection needs except its client id.
 *
 * @param credentials null for an anonymous client
 * @param tls null for an unencrypted connection
 * @param will null for none
 * @param maxPacketSize in bytes
 */
public record ConnectionSettings(
        BrokerAddress address,
        ProtocolVersion version,
        @Nullable Credentials credentials,
        @Nullable TlsSettings tls,
        @Nullable LastWill will,
        Duration keepAlive,
        Duration connectTimeout,
        int maxPacketSize,
        RetryPolicy retry)
        implements Serializable {}
