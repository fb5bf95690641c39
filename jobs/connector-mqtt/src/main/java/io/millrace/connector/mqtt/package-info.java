/**
 * A Flink connector for MQTT 5 and 3.1.1 that acknowledges a message only when the checkpoint that
 * covers it has completed.
 */
package io.millrace.connector.mqtt;
