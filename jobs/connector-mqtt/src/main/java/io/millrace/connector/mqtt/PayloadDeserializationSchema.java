package io.millrace.connector.mqtt;

import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/** Hands the payload to a schema that knows nothing of MQTT. */
final class PayloadDeserializationSchema<T> implements MqttDeserializationSchema<T> {

    private static final long serialVersionUID = 1L;

    private final DeserializationSchema<T> payload;

    PayloadDeserializationSchema(DeserializationSchema<T> payload) {
        this.payload = payload;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) throws Exception {
        payload.open(context);
    }

    @Override
    public void deserialize(MqttMessage message, Collector<T> out) throws IOException {
        payload.deserialize(message.payload(), out);
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return payload.getProducedType();
    }
}
