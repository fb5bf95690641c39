package io.millrace.connector.mqtt.source.split;

/**
 * A delivery the broker may repeat.
 *
 * @param packetId 1 to 65535
 * @param fingerprint of its topic, payload and user properties
 */
public record Unconfirmed(int packetId, long fingerprint) {}
