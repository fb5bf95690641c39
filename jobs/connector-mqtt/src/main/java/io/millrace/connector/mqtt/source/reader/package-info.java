/**
 * Reads broker sessions, emits each message once and acknowledges it when a checkpoint covers it.
 */
package io.millrace.connector.mqtt.source.reader;
