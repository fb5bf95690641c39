package io.millrace.connector.mqtt.fake;

import io.millrace.connector.mqtt.MqttDeserializationSchema;
import io.millrace.connector.mqtt.MqttMessage;
import io.millrace.connector.mqtt.source.SourceSettings;
import io.millrace.connector.mqtt.source.reader.MqttSourceReader;
import io.millrace.connector.mqtt.source.split.MqttSplit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.metrics.groups.InternalSourceReaderMetricGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** A source reader on a fake broker, its output in a list. The payload is the record. */
public final class ReaderHarness {

    private final Map<String, Counter> counters = new HashMap<>();
    private final Map<String, Gauge<?>> gauges = new HashMap<>();
    private final List<String> emitted = new ArrayList<>();
    private final MqttSourceReader<String> reader;
    private final Output output = new Output();
    private boolean idle;

    public ReaderHarness(FakeBroker broker, SourceSettings settings, List<MqttSplit> splits) {
        this.reader =
                new MqttSourceReader<>(
                        settings,
                        new Payloads(),
                        broker.transport(),
                        new Context(new Metrics(counters, gauges)),
                        broker.clock());
        reader.start();
        reader.addSplits(splits);
        reader.notifyNoMoreSplits();
    }

    /** Polls until nothing is there or so many times. */
    public InputStatus poll(int times) throws Exception {
        InputStatus status = InputStatus.MORE_AVAILABLE;
        for (int i = 0; i < times && status == InputStatus.MORE_AVAILABLE; i++) {
            status = reader.pollNext(output);
        }
        return status;
    }

    public MqttSourceReader<String> reader() {
        return reader;
    }

    /** All records so far. */
    public List<String> emitted() {
        return emitted;
    }

    public boolean idle() {
        return idle;
    }

    /** Value of a counter in the group mqtt. */
    public long counter(String name) {
        return counters.get(name).getCount();
    }

    /** Value of a gauge in the group mqtt. */
    public long gauge(String name) {
        return ((Number) gauges.get(name).getValue()).longValue();
    }

    private static final class Payloads implements MqttDeserializationSchema<String> {

        private static final long serialVersionUID = 1L;

        @Override
        public void deserialize(MqttMessage message, Collector<String> out) {
            out.collect(new String(message.payload(), StandardCharsets.UTF_8));
        }

        @Override
        public TypeInformation<String> getProducedType() {
            return Types.STRING;
        }
    }

    private final class Output implements ReaderOutput<String> {

        @Override
        public void collect(String record) {
            emitted.add(record);
        }

        @Override
        public void collect(String record, long timestamp) {
            emitted.add(record);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            throw new AssertionError("the reader makes no watermarks");
        }

        @Override
        public void markIdle() {
            idle = true;
        }

        @Override
        public void markActive() {
            idle = false;
        }

        @Override
        public SourceOutput<String> createOutputForSplit(String splitId) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String splitId) {
            // one output serves all
        }
    }

    /** Keeps the counters it is asked to register. */
    private static final class Metrics extends UnregisteredMetricsGroup {

        private final Map<String, Counter> counters;

        private final Map<String, Gauge<?>> gauges;

        private Metrics(Map<String, Counter> counters, Map<String, Gauge<?>> gauges) {
            this.counters = counters;
            this.gauges = gauges;
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            gauges.put(name, gauge);
            return gauge;
        }

        @Override
        public <C extends Counter> C counter(String name, C counter) {
            counters.put(name, counter);
            return counter;
        }

        @Override
        public UnregisteredMetricsGroup addGroup(String name) {
            return this;
        }
    }

    private record Context(Metrics metrics) implements SourceReaderContext {

        @Override
        public SourceReaderMetricGroup metricGroup() {
            return InternalSourceReaderMetricGroup.mock(metrics);
        }

        @Override
        public Configuration getConfiguration() {
            return new Configuration();
        }

        @Override
        public String getLocalHostName() {
            return "localhost";
        }

        @Override
        public int getIndexOfSubtask() {
            return 0;
        }

        @Override
        public void sendSplitRequest() {
            throw new AssertionError("readers do not ask");
        }

        @Override
        public void sendSourceEventToCoordinator(SourceEvent event) {
            throw new AssertionError("readers send no events");
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
        }
    }
}
