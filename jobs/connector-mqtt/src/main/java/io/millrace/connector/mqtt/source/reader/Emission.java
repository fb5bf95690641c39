package io.millrace.connector.mqtt.source.reader;

import io.millrace.connector.mqtt.MqttDeserializationSchema;
import io.millrace.connector.mqtt.MqttMessage;
import io.millrace.connector.mqtt.metrics.MqttCounters;
import io.millrace.connector.mqtt.metrics.SourceMetric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.util.Collector;

/** Emits the records of a message: all of them, or what the schema makes of a malformed one. */
final class Emission<T> {

    private final MqttDeserializationSchema<T> schema;
    private final MqttCounters<SourceMetric> counters;
    private final List<T> records = new ArrayList<>();
    private final Collector<T> collector =
            new Collector<>() {
                @Override
                public void collect(T record) {
                    records.add(record);
                }

                @Override
                public void close() {
                    // nothing is held
                }
            };

    Emission(MqttDeserializationSchema<T> schema, MqttCounters<SourceMetric> counters) {
        this.schema = schema;
        this.counters = counters;
    }

    void emit(MqttMessage message, SourceOutput<T> output) throws IOException {
        records.clear();
        try {
            schema.deserialize(message, collector);
        } catch (IOException | RuntimeException e) {
            // Formats throw unchecked exceptions too, for instance where a number is out of range.
            records.clear();
            counters.count(SourceMetric.MALFORMED);
            schema.malformed(message, e, collector);
        }
        for (T record : records) {
            output.collect(record, message.arrival().toEpochMilli());
        }
    }
}
