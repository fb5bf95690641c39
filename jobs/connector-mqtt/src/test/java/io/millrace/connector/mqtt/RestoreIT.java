package io.millrace.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.connector.mqtt.broker.BrokerProcess;
import io.millrace.connector.mqtt.broker.SharedBroker;
import io.millrace.connector.mqtt.broker.TestClient;
import java.nio.file.Path;
import java.time.Duration;
import javax.annotation.Nullable;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.InjectClusterClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A job goes on from a savepoint with another parallelism, and misses and repeats nothing. */
@ExtendWith(SharedBroker.class)
class RestoreIT {

    private static final int MESSAGES = 2_000;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    private final BrokerProcess broker;

    RestoreIT(BrokerProcess broker) {
        this.broker = broker;
    }

    @Test
    void shouldGoOnFromASavepointWithAnotherParallelism(
            @InjectClusterClient ClusterClient<?> cluster, @TempDir Path savepoints)
            throws Exception {
        EffectCounter.Probe probe = EffectCounter.newProbe();
        TestClient.prepareSession(broker.port(), "restored-0", "restored/a");
        TestClient.prepareSession(broker.port(), "restored-1", "restored/b");
        try (TestClient client = TestClient.connect(broker.port())) {
            client.publishAll("restored/a", 0, 500, String::valueOf);
            client.publishAll("restored/b", 500, 1_000, String::valueOf);
            JobID first = submit(1, null);
            awaitDistinct(probe, 500);
            String savepoint =
                    cluster.stopWithSavepoint(
                                    first,
                                    false,
                                    savepoints.toUri().toString(),
                                    SavepointFormatType.CANONICAL)
                            .get();
            client.publishAll("restored/b", 1_000, 1_500, String::valueOf);
            JobID second = submit(3, savepoint);
            client.publishAll("restored/a", 1_500, MESSAGES, String::valueOf);
            awaitDistinct(probe, MESSAGES);
            assertThat(probe.committed()).hasSize(MESSAGES).containsOnly(1);
            cluster.cancel(second).get();
        }
    }

    private static void awaitDistinct(EffectCounter.Probe probe, int messages) {
        await().atMost(Duration.ofMinutes(2)).until(() -> probe.effects().distinct() >= messages);
    }

    private JobID submit(int parallelism, @Nullable String savepoint) throws Exception {
        Configuration configuration = new Configuration();
        if (savepoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(parallelism);
        environment.setMaxParallelism(16);
        environment.enableCheckpointing(100);
        MqttSource<Integer> source =
                MqttSource.<Integer>builder()
                        .url(broker.url())
                        .clientId("restored")
                        .topics("restored/a", "restored/b")
                        .set(MqttSourceOptions.READERS, 2)
                        .deserializer(new GuaranteeJob.Numbers())
                        .build();
        environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "mqtt")
                .uid("mqtt")
                .map(new EffectCounter(MESSAGES))
                .uid("counter")
                .setParallelism(1)
                .sinkTo(new DiscardingSink<>())
                .uid("sink");
        return environment.executeAsync("restored").getJobID();
    }
}
