package io.millrace.inference.stage;

import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What the stage measures, under {@code model.<name>}.
 *
 * <table>
 *   <tr><td>{@code batchRows}</td><td>histogram: rows in a run</td></tr>
 *   <tr><td>{@code runTime}</td><td>histogram: microseconds of a run</td></tr>
 *   <tr><td>{@code eventToScore}</td><td>histogram: milliseconds from event to score, of
 *       the row of a run that has waited longest</td></tr>
 *   <tr><td>{@code scoredRows}</td><td>counter</td></tr>
 *   <tr><td>{@code failedRuns}</td><td>counter: runs that the runtime refused</td></tr>
 *   <tr><td>{@code rejectedRows}</td><td>counter</td></tr>
 *   <tr><td>{@code input.<input>.missing}</td><td>counter: values that were NULL or NaN</td></tr>
 *   <tr><td>{@code input.<input>.missingRate}</td><td>gauge: share of them since the start</td></tr>
 * </table>
 */
final class ScoringMetrics implements RowInputs.Missing {

    private static final int HISTORY = 1024;

    private final Histogram batchRows;
    private final Histogram runTime;
    private final Histogram eventToScore;
    private final Counter scored;
    private final Counter failedRuns;
    private final Counter rejected;
    private final List<String> inputs;
    private final Counter[] missing;

    ScoringMetrics(MetricGroup operator, ScoringPlan plan) {
        MetricGroup group = operator.addGroup("model", plan.card().name());
        batchRows = histogram(group, "batchRows");
        runTime = histogram(group, "runTime");
        eventToScore = histogram(group, "eventToScore");
        scored = group.counter("scoredRows", new SimpleCounter());
        failedRuns = group.counter("failedRuns", new SimpleCounter());
        rejected = group.counter("rejectedRows", new SimpleCounter());
        inputs = plan.countedInputs();
        missing = new Counter[inputs.size()];
        for (int i = 0; i < missing.length; i++) {
            MetricGroup of = group.addGroup("input", inputs.get(i));
            Counter counter = of.counter("missing", new SimpleCounter());
            of.gauge("missingRate", () -> rate(counter));
            missing[i] = counter;
        }
    }

    private ScoringMetrics(ScoringMetrics whole, List<String> inputs, Counter[] missing) {
        this.batchRows = whole.batchRows;
        this.runTime = whole.runTime;
        this.eventToScore = whole.eventToScore;
        this.scored = whole.scored;
        this.failedRuns = whole.failedRuns;
        this.rejected = whole.rejected;
        this.inputs = inputs;
        this.missing = missing;
    }

    /**
     * The same figures, for another version of the model: inputs that it has in common with the one
     * that these were made for are counted together; others are not counted.
     */
    ScoringMetrics of(ScoringPlan other) {
        List<String> others = other.countedInputs();
        Counter[] counters = new Counter[others.size()];
        for (int i = 0; i < counters.length; i++) {
            int known = inputs.indexOf(others.get(i));
            counters[i] = known < 0 ? new SimpleCounter() : missing[known];
        }
        return new ScoringMetrics(this, others, counters);
    }

    /** Figures that nobody sees, of rows that are scored by another version too. */
    static ScoringMetrics unseen(ScoringPlan plan) {
        return new ScoringMetrics(new UnregisteredMetricsGroup(), plan);
    }

    void ran(int rows, long nanos) {
        ran(rows, rows, nanos);
    }

    /** {@code counted} leaves out rows that are scored by another version too. */
    void ran(int rows, int counted, long nanos) {
        batchRows.update(rows);
        runTime.update(nanos / 1_000);
        scored.inc(counted);
    }

    void failedRun() {
        failedRuns.inc();
    }

    void rejected() {
        rejected.inc();
    }

    void eventToScore(long milliseconds) {
        eventToScore.update(milliseconds);
    }

    @Override
    public void missing(int input) {
        missing[input].inc();
    }

    private double rate(Counter counter) {
        long rows = scored.getCount() + rejected.getCount();
        return rows == 0 ? 0 : (double) counter.getCount() / rows;
    }

    private static Histogram histogram(MetricGroup group, String name) {
        return group.histogram(name, new DescriptiveStatisticsHistogram(HISTORY));
    }
}
