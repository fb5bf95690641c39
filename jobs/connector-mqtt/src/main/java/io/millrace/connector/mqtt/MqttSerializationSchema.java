package io.millrace.connector.mqtt;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.common.serialization.SerializationSchema;

/**
 * Turns records into messages to publish.
 *
 * @param <T> the record
 */
public interface MqttSerializationSchema<T> extends Serializable {

    /** Called once before the first record. */
    default void open(SerializationSchema.InitializationContext context) throws Exception {}

    /**
     * The message of a record. Must be the same for the same record if a consumer is to recognise
     * repeats by content.
     *
     * @throws IOException if the record cannot be published; fails the job
     */
    MqttPublication serialize(T record) throws IOException;
}
