/** A split is one broker session; its state says what the broker may deliver again. */
package io.millrace.connector.mqtt.source.split;
