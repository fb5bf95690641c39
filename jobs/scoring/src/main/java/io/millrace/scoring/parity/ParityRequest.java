package io.millrace.scoring.parity;

import java.util.List;

/**
 * What to compare.
 *
 * @param logged table or view of the SQL file that has what the live job wrote
 * @param match columns that name a row, in both tables; empty: the keys of all entities and the
 *     spine's event time
 * @param features what to compare; empty: every feature that was logged
 * @param stretch spine rows of which event times
 * @param tolerance how far two values may be apart and count as equal
 * @param examples most that are kept of each feature
 */
public record ParityRequest(
        String logged,
        List<String> match,
        List<String> features,
        Stretch stretch,
        Tolerance tolerance,
        int examples) {

    public ParityRequest {
        match = List.copyOf(match);
        features = List.copyOf(features);
    }

    /** The same over another stretch of time. */
    public ParityRequest over(Stretch other) {
        return new ParityRequest(logged, match, features, other, tolerance, examples);
    }
}
