package io.millrace.connector.mqtt.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/**
 * One counter for each constant of a metric enum. Network and task threads count.
 *
 * @param <M> the enum
 */
public final class MqttCounters<M extends Enum<M>> {

    /** Name of the metric group. */
    public static final String GROUP = "mqtt";

    private final Map<M, Counter> counters;

    private MqttCounters(Map<M, Counter> counters) {
        this.counters = counters;
    }

    /** Registers all metrics of the enum. */
    public static <M extends Enum<M>> MqttCounters<M> register(
            MetricGroup operator, Class<M> metrics, Function<M, String> key) {
        MetricGroup group = operator.addGroup(GROUP);
        Map<M, Counter> counters = new EnumMap<>(metrics);
        for (M metric : metrics.getEnumConstants()) {
            counters.put(metric, group.counter(key.apply(metric), new ThreadSafeSimpleCounter()));
        }
        return new MqttCounters<>(counters);
    }

    public void count(M metric) {
        counters.get(metric).inc();
    }

    public void count(M metric, long times) {
        counters.get(metric).inc(times);
    }

    public long value(M metric) {
        return counters.get(metric).getCount();
    }
}
