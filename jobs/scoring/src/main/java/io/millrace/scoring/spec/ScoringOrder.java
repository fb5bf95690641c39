package io.millrace.scoring.spec;

/** When a spine row is answered. Written {@code arrival} or {@code event-time}. */
public enum ScoringOrder {
    /** At once, from the state as it is. */
    ARRIVAL,
    /** When the watermark has passed it: reproducible whatever the arrival order. */
    EVENT_TIME
}
