package io.millrace.connector.mqtt;

import io.millrace.connector.mqtt.netty.NettyTransport;
import io.millrace.connector.mqtt.sink.MqttSinkWriter;
import io.millrace.connector.mqtt.sink.SinkSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Publishes records to an MQTT broker, at least once at quality of service 1: each checkpoint waits
 * until the broker has acknowledged what was written before.
 *
 * @param <T> the record
 */
public final class MqttSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;

    private final SinkSettings settings;
    private final MqttSerializationSchema<T> schema;

    /** For the table; jobs use {@link #builder()}. */
    @Internal
    public MqttSink(SinkSettings settings, MqttSerializationSchema<T> schema) {
        this.settings = settings;
        this.schema = schema;
    }

    public static <T> MqttSinkBuilder<T> builder() {
        return new MqttSinkBuilder<>();
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        try {
            schema.open(context.asSerializationSchemaInitializationContext());
        } catch (Exception e) {
            throw new IOException("The serializer of the MQTT sink could not be opened", e);
        }
        int subtask = context.getTaskInfo().getIndexOfThisSubtask();
        String prefix =
                settings.clientId() == null ? "millrace-" + UUID.randomUUID() : settings.clientId();
        String clientId = prefix + "-sink-" + subtask;
        MqttSinkWriter<T> writer =
                new MqttSinkWriter<>(
                        settings,
                        clientId,
                        context.getRestoredCheckpointId().isPresent(),
                        schema,
                        new NettyTransport(clientId),
                        context.metricGroup(),
                        Clock.systemUTC());
        return started(writer);
    }

    private SinkWriter<T> started(MqttSinkWriter<T> writer) throws IOException {
        try {
            writer.start();
            return writer;
        } catch (IOException e) {
            writer.close();
            throw e;
        } catch (InterruptedException e) {
            writer.close();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while connecting to the MQTT broker", e);
        }
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in Flink 1.20; Flink calls the other one
    public SinkWriter<T> createWriter(InitContext context) {
        throw new UnsupportedOperationException("Flink calls createWriter(WriterInitContext)");
    }
}
