package io.millrace.connector.mqtt.link;

/** What to do about the end of a connection. */
public enum LossResponse {
    /** Connect again after a pause: broker or network may come back. */
    RETRY,
    /**
     * Fail if there never was a connection, as the settings are wrong; else connect again, as the
     * broker's side changed and may change back (an authentication service that is down).
     */
    FAIL_AT_START,
    /** Fail: another attempt would meet the same, or would harm (a client id used twice). */
    FAIL
}
