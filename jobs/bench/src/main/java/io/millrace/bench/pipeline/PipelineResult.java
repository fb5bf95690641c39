package io.millrace.bench.pipeline;

import io.millrace.bench.measure.Mark;
import java.util.Map;

/**
 * What a run has shown.
 *
 * @param spent between the first and the last row of the measurement
 * @param rows how many were measured
 * @param counts rows that came out in all, by the sink's table
 */
public record PipelineResult(Mark spent, long rows, Map<String, Long> counts) {

    public PipelineResult {
        counts = Map.copyOf(counts);
    }

    /** Processor time of the whole process, in nanoseconds a row. */
    public double cpu() {
        return spent.cpu() / (double) rows;
    }

    /**
     * The same without the just-in-time compiler, which a job that lives for days has done with.
     */
    public double cpuWithoutCompiler() {
        return (spent.cpu() - spent.compiler()) / (double) rows;
    }

    /** Processor time of the garbage collector, in nanoseconds a row. */
    public double collector() {
        return spent.collector() / (double) rows;
    }

    /** Bytes allocated a row. */
    public double allocated() {
        return spent.allocated() / (double) rows;
    }

    /** Rows a second of the clock. */
    public double rate() {
        return rows * 1e9 / spent.wall();
    }
}
