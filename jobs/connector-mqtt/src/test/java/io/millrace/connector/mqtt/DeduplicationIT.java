package io.millrace.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connector.mqtt.broker.BrokerProcess;
import io.millrace.connector.mqtt.broker.SharedBroker;
import io.millrace.connector.mqtt.broker.TestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A publisher that was not sure whether its message arrived, and sent it again. */
@ExtendWith(SharedBroker.class)
class DeduplicationIT {

    private final BrokerProcess broker;

    DeduplicationIT(BrokerProcess broker) {
        this.broker = broker;
    }

    @Test
    void shouldPassWhatAPublisherRepeatsOnce() throws Exception {
        TestClient.prepareSession(broker.port(), "deduplicated-0", "deduplicated");
        try (TestClient client = TestClient.connect(broker.port())) {
            for (String id : List.of("a", "b", "a", "c", "b")) {
                client.publish(
                        "deduplicated",
                        "the same",
                        message ->
                                message.userProperties()
                                        .add("message-id", id)
                                        .applyUserProperties());
            }
        }
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.enableCheckpointing(100);
        MqttSource<String> source =
                MqttSource.<String>builder()
                        .url(broker.url())
                        .clientId("deduplicated")
                        .topics("deduplicated")
                        .set(MqttSourceOptions.BOUNDED_COUNT, 5L)
                        .deserializer(new MessageIds())
                        .build();
        List<String> ids = new ArrayList<>();
        try (CloseableIterator<String> once =
                environment
                        .fromSource(source, WatermarkStrategy.noWatermarks(), "mqtt")
                        .uid("mqtt")
                        .keyBy(id -> id, Types.STRING)
                        .process(
                                MqttDeduplication.<String, String>within(
                                        Duration.ofHours(1), TimeDomain.PROCESSING_TIME))
                        .returns(Types.STRING)
                        .uid("once")
                        .executeAndCollect()) {
            once.forEachRemaining(ids::add);
        }
        assertThat(ids).containsExactlyInAnyOrder("a", "b", "c");
    }

    private static final class MessageIds implements MqttDeserializationSchema<String> {

        private static final long serialVersionUID = 1L;

        @Override
        public void deserialize(MqttMessage message, Collector<String> out) {
            message.userProperties().stream()
                    .filter(property -> property.getKey().equals("message-id"))
                    .map(Map.Entry::getValue)
                    .forEach(out::collect);
        }

        @Override
        public TypeInformation<String> getProducedType() {
            return Types.STRING;
        }
    }
}
