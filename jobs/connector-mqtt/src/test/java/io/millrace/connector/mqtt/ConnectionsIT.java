package io.millrace.connector.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.connector.mqtt.broker.BrokerProcess;
import io.millrace.connector.mqtt.broker.CuttingProxy;
import io.millrace.connector.mqtt.broker.SharedBroker;
import io.millrace.connector.mqtt.broker.TestClient;
import io.millrace.connector.mqtt.connection.ProtocolVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All ways to a real broker, and what is said when there is none. */
@ExtendWith(SharedBroker.class)
class ConnectionsIT {

    private static final int MESSAGES = 200;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    private final BrokerProcess broker;

    ConnectionsIT(BrokerProcess broker) {
        this.broker = broker;
    }

    @Test
    void shouldSpeakMqtt311() throws Exception {
        publish("v3", "ways/v3");
        MqttSourceBuilder<String> source =
                source("v3", "ways/v3")
                        .set(MqttConnectionOptions.PROTOCOL_VERSION, ProtocolVersion.V3_1_1);
        assertThat(run(source, 1)).containsExactlyElementsOf(payloads());
    }

    @Test
    void shouldReadThroughAWebSocket() throws Exception {
        publish("ws", "ways/ws");
        assertThat(run(source("ws", "ways/ws").url(broker.webSocketUrl()), 1))
                .containsExactlyElementsOf(payloads());
    }

    @Test
    void shouldReadThroughMutualTls() throws Exception {
        publish("tls", "ways/tls");
        assertThat(run(mutualTls(source("tls", "ways/tls")), 1))
                .containsExactlyElementsOf(payloads());
    }

    @Test
    void shouldNotTrustAStranger() {
        assertThatThrownBy(
                        () ->
                                run(
                                        source("stranger", "ways/stranger")
                                                .url(broker.tlsUrl())
                                                .set(
                                                        MqttConnectionOptions.START_TIMEOUT,
                                                        Duration.ofSeconds(1)),
                                        1))
                .hasStackTraceContaining("the TLS handshake failed")
                .hasStackTraceContaining("see 'tls.ca-file'");
    }

    @Test
    void shouldDealFiltersOutOverReaders() throws Exception {
        publish("dealt", "dealt/a");
        TestClient.prepareSession(broker.port(), "dealt-1", "dealt/b");
        try (TestClient client = TestClient.connect(broker.port())) {
            client.publishAll("dealt/b", 0, MESSAGES, i -> "more " + i);
        }
        MqttSourceBuilder<String> source =
                source("dealt", "dealt/a", "dealt/b").set(MqttSourceOptions.READERS, 2);
        List<String> read = run(source, 3);
        assertThat(read).hasSize(2 * MESSAGES).containsAll(payloads()).doesNotHaveDuplicates();
    }

    @Test
    void shouldShareFiltersAmongReaders() throws Exception {
        TestClient.prepareSession(broker.port(), "shared-0", "$share/group/shared/#");
        TestClient.prepareSession(broker.port(), "shared-1", "$share/group/shared/#");
        try (TestClient client = TestClient.connect(broker.port())) {
            client.publishAll("shared/a", 0, MESSAGES, String::valueOf);
        }
        MqttSourceBuilder<String> source =
                source("shared", "shared/#")
                        .set(MqttSourceOptions.READERS, 2)
                        .set(MqttSourceOptions.SHARED_GROUP, "group");
        assertThat(run(source, 2)).containsExactlyInAnyOrderElementsOf(payloads());
    }

    @Test
    void shouldFailTheJobWhenThereIsNoBroker() throws Exception {
        int port = BrokerProcess.freePort();
        MqttSourceBuilder<String> source =
                source("nobody", "nobody")
                        .url("tcp://127.0.0.1:" + port)
                        .set(MqttConnectionOptions.START_TIMEOUT, Duration.ofSeconds(1));
        assertThatThrownBy(() -> run(source, 1))
                .hasStackTraceContaining(
                        "MQTT broker 127.0.0.1:" + port + " ('url') could not be reached in")
                .hasStackTraceContaining(
                        "Start the broker, correct 'url', or raise 'start-timeout'");
    }

    @Test
    void shouldLeaveItsLastWillWhenCutOffAndNoneWhenItEnds() throws Exception {
        publish("will", "ways/will");
        try (CuttingProxy proxy = new CuttingProxy(broker.port());
                TestClient heir = TestClient.connect(broker.port())) {
            heir.subscribe("wills/#");
            MqttSourceBuilder<String> source =
                    source("will", "ways/will")
                            .url(proxy.url())
                            .set(MqttConnectionOptions.WILL_TOPIC, "wills/reader")
                            .set(MqttConnectionOptions.WILL_PAYLOAD, "the reader is gone")
                            .set(MqttConnectionOptions.WILL_QOS, 1);
            Set<String> read = new HashSet<>();
            try (CloseableIterator<String> records = open(source, 1)) {
                read.add(records.next());
                proxy.cut();
                records.forEachRemaining(read::add);
            }
            assertThat(read).containsExactlyInAnyOrderElementsOf(payloads());
            await().atMost(Duration.ofSeconds(90)).until(() -> !heir.received().isEmpty());
            // of two connections, the one that was cut; the broker keeps the order
            heir.publish("wills/end", "end");
            await().atMost(Duration.ofSeconds(90)).until(() -> heir.received().size() > 1);
            assertThat(heir.received())
                    .extracting(will -> UTF_8.decode(will.getPayload().orElseThrow()).toString())
                    .containsExactly("the reader is gone", "end");
        }
    }

    private MqttSourceBuilder<String> mutualTls(MqttSourceBuilder<String> source) {
        return source.url(broker.tlsUrl())
                .set(
                        MqttConnectionOptions.TLS_CA_FILE,
                        broker.certificates().brokerCertificate().toString())
                .set(
                        MqttConnectionOptions.TLS_CERTIFICATE_FILE,
                        broker.certificates().clientCertificate().toString())
                .set(
                        MqttConnectionOptions.TLS_KEY_FILE,
                        broker.certificates().clientKey().toString());
    }

    private MqttSourceBuilder<String> source(String clientId, String... topics) {
        return MqttSource.<String>builder()
                .url(broker.url())
                .clientId(clientId)
                .topics(topics)
                .set(MqttSourceOptions.BOUNDED_IDLE, Duration.ofSeconds(3))
                .deserializer(MqttDeserializationSchema.ofPayload(new SimpleStringSchema()));
    }

    private void publish(String clientId, String topic) {
        TestClient.prepareSession(broker.port(), clientId + "-0", topic);
        try (TestClient client = TestClient.connect(broker.port())) {
            client.publishAll(topic, 0, MESSAGES, String::valueOf);
        }
    }

    private static List<String> payloads() {
        return IntStream.range(0, MESSAGES).mapToObj(String::valueOf).toList();
    }

    private static StreamExecutionEnvironment environment(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(parallelism);
        environment.enableCheckpointing(100);
        return environment;
    }

    private static List<String> run(MqttSourceBuilder<String> source, int parallelism)
            throws Exception {
        List<String> read = new ArrayList<>();
        try (CloseableIterator<String> records = open(source, parallelism)) {
            records.forEachRemaining(read::add);
        }
        return read;
    }

    private static CloseableIterator<String> open(MqttSourceBuilder<String> source, int parallelism)
            throws Exception {
        return environment(parallelism)
                .fromSource(source.build(), WatermarkStrategy.noWatermarks(), "mqtt")
                .uid("mqtt")
                .executeAndCollect();
    }
}
