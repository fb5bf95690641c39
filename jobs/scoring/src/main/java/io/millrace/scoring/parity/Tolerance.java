package io.millrace.scoring.parity;

import java.io.Serializable;

/**
 * How far two numbers may be apart.
 *
 * @param absolute in the feature's own unit
 * @param relative to the greater of the two magnitudes
 */
public record Tolerance(double absolute, double relative) implements Serializable {

    /** Bit for bit. */
    public static final Tolerance NONE = new Tolerance(0, 0);

    boolean covers(double difference, double magnitude) {
        return (absolute > 0 && difference <= absolute)
                || (relative > 0 && difference <= relative * magnitude);
    }
}
