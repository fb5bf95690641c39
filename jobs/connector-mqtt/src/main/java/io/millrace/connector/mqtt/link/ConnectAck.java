package io.millrace.connector.mqtt.link;

import java.time.Duration;
import javax.annotation.Nullable;

/**
 * What the broker granted.
 *
 * @param sessionPresent whether it still had the client's session
 * @param receiveMaximum most unanswered messages it takes from us
 * @param sessionExpiry what it made of the session expiry asked for; null if it agreed
 */
public record ConnectAck(
        boolean sessionPresent, int receiveMaximum, @Nullable Duration sessionExpiry) {}
