package io.millrace.features.stage;

import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * The one event-time timer of the current key.
 *
 * <pre>
 * state  timer   when it fires
 * </pre>
 */
final class KeyTimer {
    private final InternalTimerService<VoidNamespace> timers;
    private final ValueState<Long> time;

    KeyTimer(InternalTimerService<VoidNamespace> timers, ValueState<Long> time) {
        this.timers = timers;
        this.time = time;
    }

    long watermark() {
        return timers.currentWatermark();
    }

    /** Makes it fire at a time or before; MAX_VALUE is never. */
    void scheduleBy(long wanted) throws Exception {
        if (wanted == Long.MAX_VALUE) {
            return;
        }
        Long current = time.value();
        if (current != null && current <= wanted) {
            return;
        }
        if (current != null) {
            timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, current);
        }
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, wanted);
        time.update(wanted);
    }

    /** To be called when it fires. */
    void fired() {
        time.clear();
    }

    /** After it fired: the next time, which must lie ahead or Flink would fire for ever. */
    void scheduleNext(long wanted) throws Exception {
        long watermark = watermark();
        if (watermark < Long.MAX_VALUE) {
            scheduleBy(Math.max(wanted, watermark + 1));
        }
    }
}
