package io.millrace.scoring.parity;

import java.io.Serializable;
import java.time.Instant;

/**
 * A stretch of event time, both ends included.
 *
 * @param from milliseconds since the epoch
 * @param until milliseconds since the epoch
 */
public record Stretch(long from, long until) implements Serializable {

    /** From the beginning of time to its end. */
    public static final Stretch ALWAYS = new Stretch(Long.MIN_VALUE, Long.MAX_VALUE);

    /** Whether a time in milliseconds lies in it. */
    boolean holds(long time) {
        return time >= from && time <= until;
    }

    /** The smallest stretch that holds both. */
    Stretch with(long first, long last) {
        return new Stretch(Math.min(from, first), Math.max(until, last));
    }

    @Override
    public String toString() {
        return Instant.ofEpochMilli(from) + " to " + Instant.ofEpochMilli(until);
    }
}
