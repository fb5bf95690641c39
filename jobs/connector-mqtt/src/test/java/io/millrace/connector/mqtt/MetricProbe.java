package io.millrace.connector.mqtt;

import io.millrace.connector.mqtt.metrics.MqttCounters;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.annotation.Nullable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Keeps the connector's metrics of all jobs of this JVM, so that tests see what users see. */
public final class MetricProbe implements MetricReporter {

    private static final Map<String, List<Metric>> METRICS = new ConcurrentHashMap<>();

    /** Found by the name in META-INF/services. */
    public static final class Factory implements MetricReporterFactory {

        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new MetricProbe();
        }
    }

    /** What a cluster has to be configured with. */
    static Configuration configuration() {
        return Configuration.fromMap(
                Map.of(
                        "metrics.reporters",
                        "probe",
                        "metrics.reporter.probe.factory.class",
                        Factory.class.getName()));
    }

    /** Sum of a counter over all tasks that ever had it. */
    static long total(String counter) {
        return METRICS.getOrDefault(counter, List.of()).stream()
                .mapToLong(metric -> ((Counter) metric).getCount())
                .sum();
    }

    /** Value of a gauge of the task that had it last; null if none ever had. */
    @Nullable
    static Number newest(String gauge) {
        List<Metric> all = METRICS.getOrDefault(gauge, List.of());
        return all.isEmpty() ? null : (Number) ((Gauge<?>) all.get(all.size() - 1)).getValue();
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        if (List.of(group.getScopeComponents()).contains(MqttCounters.GROUP)) {
            METRICS.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>()).add(metric);
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        // a total includes what ended
    }

    @Override
    public void open(MetricConfig config) {
        // nothing is held
    }

    @Override
    public void close() {
        // nothing is held
    }
}
