/** Keeps one client id connected: retries with backoff and jitter, and says when to give up. */
package io.millrace.connector.mqtt.session;
