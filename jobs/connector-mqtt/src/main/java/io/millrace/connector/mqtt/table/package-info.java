/** The {@code 'connector' = 'mqtt'} table, for reading and for writing. */
package io.millrace.connector.mqtt.table;
