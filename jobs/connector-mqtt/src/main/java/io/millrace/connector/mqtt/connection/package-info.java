/** Where the broker is and how to reach it: immutable settings, validated once. */
package io.millrace.connector.mqtt.connection;
