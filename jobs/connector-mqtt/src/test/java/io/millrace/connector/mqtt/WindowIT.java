package io.millrace.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.connector.mqtt.broker.BrokerProcess;
import io.millrace.connector.mqtt.broker.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.testutils.logging.LoggerAuditingExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** A stock broker's window limits the rate: the log and a metric say so, and what to set. */
class WindowIT {

    private static final int STOCK_WINDOW = 50;
    private static final int MESSAGES = 1_000;

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

    @Test
    void shouldSayThatTheStockWindowLimitsTheRateAndWhatToSet(@TempDir Path output)
            throws Exception {
        try (BrokerProcess broker = BrokerProcess.startStock()) {
            TestClient.prepareSession(broker.port(), "window-0", "window");
            try (TestClient client = TestClient.connect(broker.port())) {
                client.publishAll("window", 0, MESSAGES, String::valueOf);
            }
            EffectCounter.newProbe();
            JobClient job =
                    GuaranteeJob.submit(
                            new Configuration(),
                            MqttSource.<Integer>builder()
                                    .url(broker.url())
                                    .clientId("window")
                                    .topics("window"),
                            MESSAGES,
                            output);
            await().atMost(Duration.ofMinutes(1)).until(() -> MetricProbe.total("windowFull") > 0);
            assertThat(MetricProbe.newest("window").intValue()).isEqualTo(STOCK_WINDOW);
            assertThat(log.getMessages())
                    .anySatisfy(
                            line ->
                                    assertThat(line)
                                            .contains("no more than 50 messages per checkpoint")
                                            .contains("Checkpoint more often")
                                            .contains("max_inflight_messages")
                                            .contains("'receive-maximum' (60000)")
                                            .contains("'readers'"));
            job.cancel().get();
        }
    }
}
