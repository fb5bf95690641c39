/**
 * The services' JVM: PostgreSQL, an MQTT broker, S3 and an Iceberg REST catalog, each embedded and
 * each on 127.0.0.1 only.
 */
package io.millrace.local.services;
