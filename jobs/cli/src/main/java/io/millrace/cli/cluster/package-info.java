/**
 * Flink in this JVM: its settings from {@code flink-conf}, its plugins, its web page on a free
 * port, and the jobs that run on it.
 */
package io.millrace.cli.cluster;
