package io.millrace.connector.mqtt.connection;

import java.io.Serializable;
import java.time.Duration;

/**
 * When to connect again, and when to give up.
 *
 * @param initialBackoff pause before the first retry; doubles with each
 * @param maxBackoff longest pause
 * @param startTimeout how long to try when there never was a connection
 * @param outageLimit how long to try when there was one
 */
public record RetryPolicy(
        Duration initialBackoff, Duration maxBackoff, Duration startTimeout, Duration outageLimit)
        implements Serializable {

    /**
     * The pause before retry number {@code attempt} (from 0).
     *
     * @param jitter from 0 to 1: which share of the pause's second half is waited
     */
    public Duration backoff(int attempt, double jitter) {
        double doubled = (double) initialBackoff.toMillis() * Math.pow(2, Math.min(attempt, 40));
        double full = Math.min(doubled, (double) maxBackoff.toMillis());
        return Duration.ofMillis((long) (full / 2 + full / 2 * jitter));
    }

    /** How long to try before giving up. */
    public Duration patience(boolean connectedBefore) {
        return connectedBefore ? outageLimit : startTimeout;
    }
}
