/** Hands each broker session to one subtask. */
package io.millrace.connector.mqtt.source.enumerator;
