/** Runs the SQL of {@code flink-conf/sources.md} against real databases, brokers and files. */
package io.millrace.sources;
