package io.millrace.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.connector.mqtt.broker.BrokerProcess;
import io.millrace.connector.mqtt.broker.CuttingProxy;
import io.millrace.connector.mqtt.broker.SharedBroker;
import io.millrace.connector.mqtt.broker.TestClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sink loses nothing when its connections are cut. */
@ExtendWith(SharedBroker.class)
class SinkIT {

    private static final int MESSAGES = 5_000;
    private static final int CUTS = 5;

    /** What the job cuts; job and test share a JVM. */
    private static CuttingProxy proxy;

    private final BrokerProcess broker;

    SinkIT(BrokerProcess broker) {
        this.broker = broker;
    }

    @Test
    void shouldPublishEachRecordAtLeastOnceThroughCuts() throws Exception {
        try (TestClient client = TestClient.connect(broker.port());
                CuttingProxy cutting = new CuttingProxy(broker.port())) {
            proxy = cutting;
            client.subscribe("out/#");
            StreamExecutionEnvironment environment =
                    StreamExecutionEnvironment.getExecutionEnvironment();
            environment.setParallelism(1);
            environment.enableCheckpointing(100);
            environment
                    .fromSequence(0, MESSAGES - 1)
                    .uid("numbers")
                    .map(new Cutter())
                    .uid("cutter")
                    .sinkTo(
                            MqttSink.<Long>builder()
                                    .url(cutting.url())
                                    .serializer(new Numbers())
                                    .build())
                    .uid("mqtt");
            environment.execute();
            assertThat(cutting.accepted()).isGreaterThan(CUTS);
            await().atMost(Duration.ofSeconds(90)).until(() -> distinct(client).size() == MESSAGES);
        }
    }

    private static Set<String> distinct(TestClient client) {
        Set<String> payloads = new TreeSet<>();
        client.received()
                .forEach(
                        m ->
                                payloads.add(
                                        new String(m.getPayloadAsBytes(), StandardCharsets.UTF_8)));
        return payloads;
    }

    private static final class Cutter implements MapFunction<Long, Long> {

        private static final long serialVersionUID = 1L;

        @Override
        public Long map(Long number) {
            if (number % (MESSAGES / CUTS) == MESSAGES / CUTS / 2) {
                proxy.cut();
            }
            return number;
        }
    }

    private static final class Numbers implements MqttSerializationSchema<Long> {

        private static final long serialVersionUID = 1L;

        @Override
        public MqttPublication serialize(Long number) {
            return MqttPublication.of(
                    "out/numbers", number.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
