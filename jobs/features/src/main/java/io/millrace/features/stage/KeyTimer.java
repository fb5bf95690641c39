package io.millrace.features.stage;

import java.io.IOException;
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
    private final KeyedValues keys;
    private final KeyValue<Long> time;

    KeyTimer(InternalTimerService<VoidNamespace> timers, KeyedValues keys, KeyValue<Long> time) {
        this.timers = timers;
        this.keys = keys;
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
        Long current = time.get();
        if (current != null && current <= wanted) {
            return;
        }
        keys.select();
        if (current != null) {
            timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, current);
        }
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, wanted);
        time.set(wanted);
    }

    /** To be called when it fires. */
    void fired() throws IOException {
        time.set(null);
    }

    /** After it fired: the next time, which must lie ahead or Flink would fire for ever. */
    void scheduleNext(long wanted) throws Exception {
        long watermark = watermark();
        if (watermark < Long.MAX_VALUE) {
            scheduleBy(Math.max(wanted, watermark + 1));
        }
    }
}
