package io.millrace.connector.mqtt;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/**
 * Counts in its state how often each numbered message took effect, and fails when told to. What the
 * newest completed checkpoint holds is the committed result. Of parallelism 1.
 */
final class EffectCounter extends RichMapFunction<Integer, Integer>
        implements CheckpointedFunction, CheckpointListener {

    private static final long serialVersionUID = 1L;

    /** What test and job share; they run in one JVM, one job at a time. */
    static final class Probe {
        final AtomicBoolean fail = new AtomicBoolean();
        final AtomicInteger failures = new AtomicInteger();
        final AtomicInteger restores = new AtomicInteger();
        final AtomicInteger completions = new AtomicInteger();
        private volatile int[] committed = new int[0];

        int[] committed() {
            return committed;
        }

        Effects effects() {
            return new Effects(committed);
        }
    }

    private static volatile Probe probe = new Probe();

    private final int messages;
    private transient ListState<int[]> state;
    private transient int[] counts;
    private transient long snapshotId;
    private transient int[] snapshot;

    EffectCounter(int messages) {
        this.messages = messages;
    }

    /** A fresh probe for the next job. */
    static Probe newProbe() {
        probe = new Probe();
        return probe;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        state =
                context.getOperatorStateStore()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "counts",
                                        PrimitiveArrayTypeInfo.INT_PRIMITIVE_ARRAY_TYPE_INFO));
        counts = new int[messages];
        for (int[] restored : state.get()) {
            counts = restored;
            probe.restores.incrementAndGet();
        }
    }

    @Override
    public Integer map(Integer number) {
        if (probe.fail.compareAndSet(true, false)) {
            probe.failures.incrementAndGet();
            throw new IllegalStateException("a failure the test asked for");
        }
        counts[number]++;
        return number;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        snapshotId = context.getCheckpointId();
        snapshot = counts.clone();
        state.clear();
        state.add(snapshot);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        if (checkpointId == snapshotId) {
            probe.committed = snapshot;
            probe.completions.incrementAndGet();
        }
    }
}
