package io.millrace.connector.mqtt;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.util.Collector;

/**
 * Turns messages into records.
 *
 * @param <T> the record
 */
public interface MqttDeserializationSchema<T> extends Serializable, ResultTypeQueryable<T> {

    /** Called once before the first message. */
    default void open(DeserializationSchema.InitializationContext context) throws Exception {}

    /**
     * Emits the records of a message: none, one or several. Those of one message are part of the
     * same checkpoint.
     *
     * @throws IOException if the payload does not parse; what was collected for this message is
     *     then dropped and {@link #malformed} is asked
     */
    void deserialize(MqttMessage message, Collector<T> out) throws IOException;

    /**
     * Says what becomes of a message that did not parse; it is counted in any case. The default is
     * to fail the job, naming topic and reason. To skip it do nothing; to keep it emit a record.
     */
    default void malformed(MqttMessage message, Exception cause, Collector<T> out)
            throws IOException {
        throw new IOException(
                "Message on topic '"
                        + message.topic()
                        + "' ("
                        + message.payload().length
                        + " bytes) does not parse: "
                        + cause.getMessage(),
                cause);
    }

    /** Takes the payload alone, by a schema that knows nothing of MQTT. */
    static <T> MqttDeserializationSchema<T> ofPayload(DeserializationSchema<T> payload) {
        return new PayloadDeserializationSchema<>(payload);
    }
}
