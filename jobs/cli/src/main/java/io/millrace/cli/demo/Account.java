package io.millrace.cli.demo;

/**
 * What became of the events, and how good the scores were.
 *
 * @param sent messages that the broker has acknowledged to the plant, malformed ones included
 * @param malformed of these, those that are no readings
 * @param scores rows of the scores' table
 * @param rejected rows of the rejected table
 * @param duplicates rows of the scores' table that have another one's machine and time
 * @param latencyMedian from the sending of an event to its score, in milliseconds; NaN without rows
 * @param latencyTail likewise, of the slowest hundredth
 * @param positives readings with a failure of their machine in the next 24 hours
 * @param failures of the scored machines that were to be foreseen
 * @param auc area under the ROC curve; NaN when there are no positives or no others
 * @param threshold from which a score counts as a warning
 * @param warnings scores from the threshold on: as many alerts were published, or more after a
 *     restart
 * @param precision share of the warnings that were right; NaN without warnings
 * @param recall share of the positives that were warned of; NaN without positives
 */
record Account(
        long sent,
        long malformed,
        long scores,
        long rejected,
        long duplicates,
        double latencyMedian,
        double latencyTail,
        long positives,
        long failures,
        double auc,
        double threshold,
        long warnings,
        double precision,
        double recall) {

    /** Messages that are neither scored nor rejected. */
    long missing() {
        return sent - (scores - duplicates) - rejected;
    }

    /** Whether every message has exactly one row. */
    boolean balanced() {
        return sent == scores + rejected && duplicates == 0;
    }
}
