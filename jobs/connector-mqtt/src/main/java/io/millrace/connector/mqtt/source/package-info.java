/** What the rooms of the source share: settings and the division of topic filters over readers. */
package io.millrace.connector.mqtt.source;
