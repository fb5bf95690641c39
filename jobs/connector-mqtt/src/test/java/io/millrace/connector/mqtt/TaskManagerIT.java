package io.millrace.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connector.mqtt.broker.BrokerProcess;
import io.millrace.connector.mqtt.broker.SharedBroker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each message takes effect once when the TaskManager that reads goes and another takes over. */
@ExtendWith(SharedBroker.class)
class TaskManagerIT {

    private static final int MESSAGES = 5_000;
    private static final int TAKEOVERS = 5;
    private static final int CUTS = 5;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    private final BrokerProcess broker;

    TaskManagerIT(BrokerProcess broker) {
        this.broker = broker;
    }

    @Test
    void shouldTakeEachMessageOnceWhenTaskManagersGo(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        AtomicInteger running = new AtomicInteger();
        GuaranteeRun.Fault takeOver =
                () -> {
                    cluster.terminateTaskManager(running.getAndIncrement()).get();
                    cluster.startTaskManager();
                };
        GuaranteeRun.Outcome outcome =
                GuaranteeRun.run(
                        broker,
                        "task-manager",
                        MESSAGES,
                        new GuaranteeRun.Faults(
                                0, CUTS, 0, TAKEOVERS, takeOver, Duration.ofMinutes(1)),
                        MqttSource.builder());
        assertThat(running.get()).isEqualTo(TAKEOVERS);
        assertThat(outcome.probe().restores.get()).isGreaterThanOrEqualTo(TAKEOVERS);
        assertThat(outcome.state().counts()).hasSize(MESSAGES).containsOnly(1);
        assertThat(outcome.output().counts()).hasSize(MESSAGES).containsOnly(1);
    }
}
