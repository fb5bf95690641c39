/** The port of {@code link} over Netty's MQTT codec: TCP, TLS and WebSocket. */
package io.millrace.connector.mqtt.netty;
