/**
 * The narrow port to the network: one MQTT connection, its packets and its end. The session rules
 * are built on it, so that they can be tested against a programmable broker without a network.
 */
package io.millrace.connector.mqtt.link;
