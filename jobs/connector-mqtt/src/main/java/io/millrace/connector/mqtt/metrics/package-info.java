/** All metrics of the connector, in one documented enum for each side. */
package io.millrace.connector.mqtt.metrics;
