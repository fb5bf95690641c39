package io.millrace.connector.mqtt;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Drops what a publisher has sent more than once, for streams keyed by the id that the publisher
 * gave the message: the broker and {@link MqttSource} take a publisher's own repeat for a new
 * message.
 *
 * <pre>{@code
 * readings.keyBy(Reading::messageId)
 *         .process(MqttDeduplication.within(Duration.ofHours(1), TimeDomain.PROCESSING_TIME))
 *         .uid("readings-once");
 * }</pre>
 *
 * An id is remembered from its first record on, for as long as is said, and then forgotten: the
 * next record of that id passes. The state is one value and one timer per remembered id, so it is
 * bounded by the rate times the duration.
 *
 * <ul>
 *   <li>By processing time, the duration is that of the clock.
 *   <li>By event time, it is counted in record timestamps: an id is forgotten when the watermark
 *       has passed the first record's timestamp by the duration. Records that are later than that
 *       are not recognised. Nothing is forgotten while the watermark stands still.
 * </ul>
 *
 * Flink takes no null keys: records without an id have to go another way, past this.
 *
 * @param <K> the id
 * @param <T> the record
 */
public final class MqttDeduplication<K, T> extends KeyedProcessFunction<K, T, T> {

    private static final long serialVersionUID = 1L;

    /** Name of the counter of dropped records. */
    public static final String DROPPED = "repeatsDropped";

    private final long milliseconds;
    private final TimeDomain time;
    private transient ValueState<Boolean> seen;
    private transient Counter dropped;

    private MqttDeduplication(long milliseconds, TimeDomain time) {
        this.milliseconds = milliseconds;
        this.time = time;
    }

    /**
     * Remembers ids for a time.
     *
     * @param duration how long; at least a millisecond
     * @param time which clock counts
     */
    public static <K, T> MqttDeduplication<K, T> within(Duration duration, TimeDomain time) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "the duration is " + duration + ", but ids are remembered for 1 ms at least");
        }
        return new MqttDeduplication<>(duration.toMillis(), time);
    }

    @Override
    public void open(OpenContext context) {
        seen = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Types.BOOLEAN));
        dropped = getRuntimeContext().getMetricGroup().counter(DROPPED);
    }

    @Override
    public void processElement(T record, Context context, Collector<T> out) throws Exception {
        if (seen.value() != null) {
            dropped.inc();
            return;
        }
        remember(context);
        out.collect(record);
    }

    private void remember(Context context) throws Exception {
        if (time == TimeDomain.PROCESSING_TIME) {
            long now = context.timerService().currentProcessingTime();
            context.timerService().registerProcessingTimeTimer(end(now));
        } else {
            Long timestamp = context.timestamp();
            if (timestamp == null) {
                throw new IllegalStateException(
                        "A record has no timestamp to count from: give the stream a watermark"
                                + " strategy with a timestamp assigner, or use"
                                + " TimeDomain.PROCESSING_TIME.");
            }
            if (end(timestamp) <= context.timerService().currentWatermark()) {
                return; // would be forgotten at once
            }
            context.timerService().registerEventTimeTimer(end(timestamp));
        }
        seen.update(true);
    }

    /** No timer lies beyond the end of time, however long the duration is. */
    private long end(long from) {
        long end = from + milliseconds;
        return end < from ? Long.MAX_VALUE : end;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<T> out) {
        seen.clear();
    }
}
