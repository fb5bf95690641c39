/** Publishes records and waits for the broker's acknowledgements before each checkpoint. */
package io.millrace.connector.mqtt.sink;
