package io.millrace.training.evaluation;

import io.millrace.training.metrics.Ranking;

/** Where to draw the line when the user does not say. */
final class Thresholds {

    private static final double STEP = 1e-4;

    private Thresholds() {}

    /** Best F1, rounded down to four places so that it can be written into a query as it stands. */
    static double best(Scored validation) {
        if (!validation.hasBothClasses()) {
            return 0.5;
        }
        double best = Ranking.of(validation.scores(), validation.labels()).bestThreshold();
        return Math.max(1, Math.floor(best / STEP)) / 10_000;
    }
}
