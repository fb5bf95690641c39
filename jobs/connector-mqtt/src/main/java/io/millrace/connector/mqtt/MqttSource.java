package io.millrace.connector.mqtt;

import io.millrace.connector.mqtt.netty.NettyTransport;
import io.millrace.connector.mqtt.source.Acknowledge;
import io.millrace.connector.mqtt.source.SourceSettings;
import io.millrace.connector.mqtt.source.enumerator.MqttSplitEnumerator;
import io.millrace.connector.mqtt.source.reader.MqttSourceReader;
import io.millrace.connector.mqtt.source.split.EnumeratorState;
import io.millrace.connector.mqtt.source.split.EnumeratorStateSerializer;
import io.millrace.connector.mqtt.source.split.MqttSplit;
import io.millrace.connector.mqtt.source.split.MqttSplitSerializer;
import java.time.Clock;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.UserCodeClassLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads messages from an MQTT broker. At quality of service 1 and with checkpoints, each message
 * takes effect once: it is acknowledged when a checkpoint that covers it has completed, and a
 * redelivery of what a checkpoint covers is recognised and dropped.
 *
 * @param <T> the record
 */
public final class MqttSource<T>
        implements Source<T, MqttSplit, EnumeratorState>, ResultTypeQueryable<T> {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(MqttSource.class);

    private final SourceSettings settings;
    private final MqttDeserializationSchema<T> schema;

    /** For the table; jobs use {@link #builder()}. */
    @Internal
    public MqttSource(SourceSettings settings, MqttDeserializationSchema<T> schema) {
        this.settings = settings;
        this.schema = schema;
    }

    public static <T> MqttSourceBuilder<T> builder() {
        return new MqttSourceBuilder<>();
    }

    @Override
    public Boundedness getBoundedness() {
        return settings.bounded() ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<T, MqttSplit> createReader(SourceReaderContext context) throws Exception {
        schema.open(new SchemaContext(context));
        String name = settings.clientId() + "-subtask-" + context.getIndexOfSubtask();
        return new MqttSourceReader<>(
                settings, schema, new NettyTransport(name), context, Clock.systemUTC());
    }

    @Override
    public SplitEnumerator<MqttSplit, EnumeratorState> createEnumerator(
            SplitEnumeratorContext<MqttSplit> context) {
        sayWhatMayBeLost();
        return new MqttSplitEnumerator(settings, null, context);
    }

    /** Once per start of the job. */
    private void sayWhatMayBeLost() {
        if (settings.qos() == 0) {
            LOG.warn(
                    "Source {} reads at 'qos' = '0': messages are lost whenever a connection or a"
                            + " task is.",
                    settings.clientId());
        } else if (settings.acknowledge() == Acknowledge.RECEIPT) {
            LOG.warn(
                    "Source {} acknowledges on receipt: a failure loses what was received and not"
                            + " yet processed.",
                    settings.clientId());
        }
    }

    @Override
    public SplitEnumerator<MqttSplit, EnumeratorState> restoreEnumerator(
            SplitEnumeratorContext<MqttSplit> context, EnumeratorState state) {
        return new MqttSplitEnumerator(settings, state, context);
    }

    @Override
    public SimpleVersionedSerializer<MqttSplit> getSplitSerializer() {
        return new MqttSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<EnumeratorState> getEnumeratorCheckpointSerializer() {
        return new EnumeratorStateSerializer();
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return schema.getProducedType();
    }

    private record SchemaContext(SourceReaderContext reader)
            implements DeserializationSchema.InitializationContext {

        @Override
        public MetricGroup getMetricGroup() {
            return reader.metricGroup().addGroup("deserializer");
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return reader.getUserCodeClassLoader();
        }
    }
}
