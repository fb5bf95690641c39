package io.millrace.inference.registry;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.table.data.RowData;

/** Passes scored rows on, and fails once at a moment that the test has chosen. */
final class Saboteur extends RichMapFunction<RowData, RowData>
        implements CheckpointedFunction, CheckpointListener {

    private static final Map<String, Plot> PLOTS = new ConcurrentHashMap<>();
    private static final int VERSION = 8;

    private final String id = UUID.randomUUID().toString();

    Saboteur() {
        PLOTS.put(id, new Plot());
    }

    enum Moment {
        /** The switch may be decided, and no checkpoint knows of it. */
        IN_THE_NEXT_SNAPSHOT,
        /** A checkpoint knows of the switch, perhaps, and no row has seen it. */
        AFTER_THE_NEXT_CHECKPOINT,
        /** The first row that the new version has scored. */
        AT_THE_FIRST_ROW,
        /** Some of its rows are written, and none of them is committed, or a few. */
        AFTER_SOME_ROWS
    }

    /** One failure to come. */
    record Plan(Moment moment, String version) {}

    private static final class Plot {
        private final AtomicReference<Plan> plan = new AtomicReference<>();
        private final AtomicInteger failures = new AtomicInteger();
        private final AtomicInteger seen = new AtomicInteger();
    }

    void fail(Moment moment, String version) {
        plot().seen.set(0);
        plot().plan.set(new Plan(moment, version));
    }

    int failures() {
        return plot().failures.get();
    }

    private Plot plot() {
        return PLOTS.get(id);
    }

    private void strike(Moment moment) {
        Plan plan = plot().plan.get();
        if (plan != null && plan.moment() == moment && plot().plan.compareAndSet(plan, null)) {
            plot().failures.incrementAndGet();
            throw new IllegalStateException("as the test wants it: " + moment);
        }
    }

    @Override
    public RowData map(RowData row) {
        Plan plan = plot().plan.get();
        if (plan != null && plan.version().equals(row.getString(VERSION).toString())) {
            strike(Moment.AT_THE_FIRST_ROW);
            if (plot().seen.incrementAndGet() == 200) {
                strike(Moment.AFTER_SOME_ROWS);
            }
        }
        return row;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        strike(Moment.IN_THE_NEXT_SNAPSHOT);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {}

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        strike(Moment.AFTER_THE_NEXT_CHECKPOINT);
    }
}
