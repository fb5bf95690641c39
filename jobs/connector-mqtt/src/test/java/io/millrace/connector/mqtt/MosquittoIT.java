package io.millrace.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connector.mqtt.broker.MosquittoProcess;
import io.millrace.connector.mqtt.connection.ProtocolVersion;
import java.time.Duration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same promise with mosquitto, where it is installed. */
@EnabledIf("mosquittoIsThere")
class MosquittoIT {

    private static final int MESSAGES = Integer.getInteger("millrace.mqtt.messages", 10_000);
    private static final int FAILURES = Integer.getInteger("millrace.mqtt.failures", 10);
    private static final int CUTS = Integer.getInteger("millrace.mqtt.cuts", 20);
    private static final int STOCK_WINDOW = 20;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    static boolean mosquittoIsThere() {
        return MosquittoProcess.binary().isPresent();
    }

    @Test
    void shouldTakeEachMessageOnce() throws Exception {
        takesEachOnce(0, MESSAGES, ProtocolVersion.V5);
    }

    @Test
    void shouldTakeEachMessageOnceThroughTheStockWindow() throws Exception {
        takesEachOnce(STOCK_WINDOW, 1_000, ProtocolVersion.V3_1_1);
    }

    private static void takesEachOnce(int window, int messages, ProtocolVersion version)
            throws Exception {
        try (MosquittoProcess broker = MosquittoProcess.start(window)) {
            GuaranteeRun.Outcome outcome =
                    GuaranteeRun.run(
                            broker,
                            "mosquitto-" + window,
                            messages,
                            GuaranteeRun.Faults.of(FAILURES, CUTS, 0, Duration.ofMinutes(1)),
                            MqttSource.<Integer>builder()
                                    .set(MqttConnectionOptions.PROTOCOL_VERSION, version));
            assertThat(outcome.state().counts()).hasSize(messages).containsOnly(1);
            assertThat(outcome.output().counts()).hasSize(messages).containsOnly(1);
        }
    }
}
