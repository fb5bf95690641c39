package io.millrace.bench.inference;

import io.millrace.bench.measure.Mark;

/**
 * What a run has shown.
 *
 * @param spent between its first row and its last
 * @param rows how many
 * @param sum of the scores, where they were looked at
 */
record Outcome(Mark spent, long rows, double sum) {

    /** Rows a second of the whole process's processor time. */
    double rate() {
        return rows * 1e9 / Math.max(1, spent.cpu());
    }

    /** The same without the just-in-time compiler's time, which a job of days has done with. */
    double rateWithoutCompiler() {
        return rows * 1e9 / Math.max(1, spent.cpu() - spent.compiler());
    }

    /** Nanoseconds a row, without the just-in-time compiler's. */
    double nanos() {
        return 1e9 / rateWithoutCompiler();
    }

    /** Bytes allocated a row. */
    double allocated() {
        return spent.allocated() / (double) rows;
    }
}
