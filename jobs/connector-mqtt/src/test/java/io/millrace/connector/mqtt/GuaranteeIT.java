package io.millrace.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connector.mqtt.broker.BrokerProcess;
import io.millrace.connector.mqtt.source.Acknowledge;
import java.time.Duration;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectClusterClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Each message takes effect once, through task failures, connection cuts and broker kills. The
 * sizes are for every build; -Dmillrace.mqtt.messages=100000 -Dmillrace.mqtt.failures=50
 * -Dmillrace.mqtt.cuts=200 -Dmillrace.mqtt.kills=2 is the long version.
 */
class GuaranteeIT {

    private static final int MESSAGES = Integer.getInteger("millrace.mqtt.messages", 10_000);
    private static final int FAILURES = Integer.getInteger("millrace.mqtt.failures", 10);
    private static final int CUTS = Integer.getInteger("millrace.mqtt.cuts", 20);
    private static final int KILLS = Integer.getInteger("millrace.mqtt.kills", 1);
    private static final int CONTROL_MESSAGES = 3_000;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static BrokerProcess broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = BrokerProcess.start();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @Test
    void shouldTakeEachMessageOnce(@InjectClusterClient ClusterClient<?> cluster) throws Exception {
        EffectCounter.Probe probe =
                GuaranteeRun.run(
                        broker,
                        cluster,
                        "once",
                        MESSAGES,
                        new GuaranteeRun.Faults(FAILURES, CUTS, KILLS, Duration.ofMinutes(1)),
                        MqttSource.builder());
        assertThat(probe.failures.get()).isEqualTo(FAILURES);
        assertThat(probe.committed()).hasSize(MESSAGES).containsOnly(1);
    }

    @Test
    void shouldLoseWhenAcknowledgingOnReceipt(@InjectClusterClient ClusterClient<?> cluster)
            throws Exception {
        EffectCounter.Probe probe =
                GuaranteeRun.run(
                        broker,
                        cluster,
                        "receipt",
                        CONTROL_MESSAGES,
                        new GuaranteeRun.Faults(8, 0, 0, Duration.ofSeconds(5)),
                        MqttSource.<Integer>builder()
                                .set(MqttSourceOptions.ACKNOWLEDGE, Acknowledge.RECEIPT));
        assertThat(probe.distinct()).isLessThan(CONTROL_MESSAGES);
    }

    @Test
    void shouldDoubleWithoutRecognition(@InjectClusterClient ClusterClient<?> cluster)
            throws Exception {
        EffectCounter.Probe probe =
                GuaranteeRun.run(
                        broker,
                        cluster,
                        "doubled",
                        CONTROL_MESSAGES,
                        new GuaranteeRun.Faults(0, 8, 0, Duration.ofMinutes(1)),
                        MqttSource.<Integer>builder().withoutRecognition());
        assertThat(probe.effects()).isGreaterThan(CONTROL_MESSAGES);
    }
}
