package io.millrace.features.plan;

/** When a spine row is answered. */
public enum Order {
    /** At once, from the state as it is. */
    ARRIVAL,
    /** When the watermark has passed it, from rows applied by known time: reproducible. */
    EVENT_TIME
}
