package io.millrace.scoring.spec;

import java.time.Duration;

/**
 * When what the model sees counts as drifted from what it was trained on.
 *
 * @param window stretch of event time that is compared with the card's baseline at once
 * @param psi population stability index above which a column has drifted, not negative
 * @param nullRate by how much the share of missing values may differ, in [0, 1]
 * @param minRows rows a stretch needs before anything in it counts as drift, not negative
 */
public record DriftSection(Duration window, double psi, double nullRate, long minRows) {

    static final DriftSection DEFAULTS = new DriftSection(Duration.ofHours(1), 0.25, 0.1, 500);
}
