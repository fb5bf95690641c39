/** A broker without a network, whose every step the test decides. */
package io.millrace.connector.mqtt.fake;
