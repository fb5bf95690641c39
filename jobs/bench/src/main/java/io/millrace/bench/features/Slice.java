package io.millrace.bench.features;

import io.millrace.bench.features.feed.Report;
import io.millrace.bench.measure.Mark;

/**
 * Some minutes of events that one rival has done with.
 *
 * @param from first minute
 * @param to after the last minute
 * @param events how many events they had
 * @param spent by the rival's JVM
 * @param end results of all minutes up to {@code to}
 */
record Slice(long from, long to, long events, Mark spent, Report end) {

    /** The system counts in hundredths of a second: what took none of them took less than one. */
    private static final double TICK = 0.01;

    /** Events per second of processor time, of the whole process. */
    double rate() {
        return events / seconds();
    }

    /** The same without the just-in-time compiler's threads. */
    double rateWithoutCompiler() {
        return events / Math.max(TICK, (spent.cpu() - spent.compiler()) / 1e9);
    }

    /** The garbage collector's share. */
    double collectorPercent() {
        return 100.0 * spent.collector() / spent.cpu();
    }

    /** Seconds of processor time. */
    double seconds() {
        return Math.max(TICK, spent.cpu() / 1e9);
    }
}
