package io.millrace.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.connector.mqtt.broker.MosquittoProcess;
import io.millrace.connector.mqtt.broker.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.testutils.logging.LoggerAuditingExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** What a broker with its stock settings loses is said in the log and by a metric. */
@EnabledIf("mosquittoIsThere")
class BrokerLimitsIT {

    private static final int STOCK_QUEUE = 1_000;
    private static final int OVERFLOWING = STOCK_QUEUE + 500;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setConfiguration(MetricProbe.configuration())
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    @RegisterExtension
    private final LoggerAuditingExtension log =
            new LoggerAuditingExtension("io.millrace.connector.mqtt.source.reader", Level.WARN);

    @TempDir private Path output;
    private JobClient job;

    @AfterEach
    void endJob() throws Exception {
        job.cancel().get();
    }

    static boolean mosquittoIsThere() {
        return MosquittoProcess.binary().isPresent();
    }

    @Test
    void shouldShowWhatAnOverflowedQueueDropped() throws Exception {
        try (MosquittoProcess broker =
                MosquittoProcess.stock("allow_anonymous true", "sys_interval 1")) {
            publishBeforeTheJob(broker, "overflow", OVERFLOWING);
            submit(
                    source(broker, "overflow")
                            .set(
                                    MqttSourceOptions.BROKER_DROPS_TOPIC,
                                    "$SYS/broker/publish/messages/dropped"));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> log.getMessages().stream().anyMatch(m -> m.contains("dropped")));
            assertThat(MetricProbe.newest("brokerDropped").intValue())
                    .isEqualTo(OVERFLOWING - STOCK_QUEUE);
            assertThat(log.getMessages())
                    .anySatisfy(
                            line ->
                                    assertThat(line)
                                            .contains("has dropped 500 messages")
                                            .contains("max_queued_messages"));
        }
    }

    @Test
    void shouldSayThatABrokerWithoutPersistenceForgotTheSession() throws Exception {
        try (MosquittoProcess broker = MosquittoProcess.start(0)) {
            publishBeforeTheJob(broker, "forgetful", 10);
            long resets = MetricProbe.total("sessionResets");
            long emitted = MetricProbe.total("emitted");
            submit(source(broker, "forgetful"));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> MetricProbe.total("emitted") == emitted + 10);
            broker.kill();
            broker.launch();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> MetricProbe.total("sessionResets") == resets + 1);
            assertThat(MetricProbe.total("reconnects")).isPositive();
            assertThat(log.getMessages())
                    .anySatisfy(
                            line ->
                                    assertThat(line)
                                            .contains("no longer has the session of client")
                                            .contains("'session-expiry'")
                                            .contains("a broker without persistence"));
        }
    }

    private static void publishBeforeTheJob(MosquittoProcess broker, String name, int messages) {
        TestClient.prepareSession(broker.port(), name + "-0", name);
        try (TestClient client = TestClient.connect(broker.port())) {
            client.publishAll(name, 0, messages, String::valueOf);
        }
    }

    private static MqttSourceBuilder<Integer> source(MosquittoProcess broker, String name) {
        return MqttSource.<Integer>builder()
                .url("tcp://127.0.0.1:" + broker.port())
                .clientId(name)
                .topics(name);
    }

    private void submit(MqttSourceBuilder<Integer> source) throws Exception {
        EffectCounter.newProbe();
        job = GuaranteeJob.submit(new Configuration(), source, OVERFLOWING, output);
    }
}
