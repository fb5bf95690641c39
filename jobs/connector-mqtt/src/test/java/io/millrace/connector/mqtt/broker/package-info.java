/** A real broker for the integration tests, what publishes to it, and what cuts its connections. */
package io.millrace.connector.mqtt.broker;
