/**
 * Measures the MQTT source against a bare client, and it and others of its kind under faults.
 *
 * <pre>
 *   publisher (JVM) ──▶ broker (process) ──▶ subject (JVM): bare client or Flink job
 *                              └──▶ cutting proxy ──▶ the same, under faults
 * </pre>
 */
package io.millrace.bench.mqtt;
