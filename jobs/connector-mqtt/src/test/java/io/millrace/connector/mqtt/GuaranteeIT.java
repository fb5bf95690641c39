package io.millrace.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connector.mqtt.broker.BrokerProcess;
import io.millrace.connector.mqtt.source.Acknowledge;
import java.time.Duration;
import java.util.stream.IntStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each message takes effect once, through task failures, connection cuts and broker kills. The
 * sizes are for every build; -Dmillrace.mqtt.messages=100000 -Dmillrace.mqtt.failures=50
 * -Dmillrace.mqtt.cuts=200 -Dmillrace.mqtt.kills=2 is the long version, and -Dmillrace.mqtt.runs=10
 * repeats it.
 */
class GuaranteeIT {

    private static final int MESSAGES = Integer.getInteger("millrace.mqtt.messages", 10_000);
    private static final int FAILURES = Integer.getInteger("millrace.mqtt.failures", 10);
    private static final int CUTS = Integer.getInteger("millrace.mqtt.cuts", 20);
    private static final int KILLS = Integer.getInteger("millrace.mqtt.kills", 1);
    private static final int RUNS = Integer.getInteger("millrace.mqtt.runs", 1);
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

    @ParameterizedTest
    @MethodSource("runs")
    void shouldTakeEachMessageOnce(int run) throws Exception {
        long begin = System.nanoTime();
        GuaranteeRun.Outcome outcome =
                GuaranteeRun.run(
                        broker,
                        "once-" + run,
                        MESSAGES,
                        GuaranteeRun.Faults.of(FAILURES, CUTS, KILLS, Duration.ofMinutes(1)),
                        MqttSource.builder());
        report(run, outcome, Duration.ofNanos(System.nanoTime() - begin));
        assertThat(outcome.probe().failures.get()).isEqualTo(FAILURES);
        assertThat(outcome.state().counts()).hasSize(MESSAGES).containsOnly(1);
        assertThat(outcome.output().counts()).hasSize(MESSAGES).containsOnly(1);
    }

    static IntStream runs() {
        return IntStream.rangeClosed(1, RUNS);
    }

    /** One line a run: what the runs in a row are recorded by. */
    private static void report(int run, GuaranteeRun.Outcome outcome, Duration time) {
        System.out.printf(
                "guarantee run %d of %d: %d messages, %d failures, %d cuts, %d broker kills;"
                        + " state: %s; files: %s; %d s%n",
                run,
                RUNS,
                MESSAGES,
                outcome.probe().failures.get(),
                CUTS,
                KILLS,
                outcome.state(),
                outcome.output(),
                time.toSeconds());
    }

    @Test
    void shouldLoseWhenAcknowledgingOnReceipt() throws Exception {
        GuaranteeRun.Outcome outcome =
                GuaranteeRun.run(
                        broker,
                        "receipt",
                        CONTROL_MESSAGES,
                        GuaranteeRun.Faults.of(8, 0, 0, Duration.ofSeconds(5)),
                        MqttSource.<Integer>builder()
                                .set(MqttSourceOptions.ACKNOWLEDGE, Acknowledge.RECEIPT));
        assertThat(outcome.state().counts()).contains(0);
        assertThat(outcome.output().counts()).contains(0);
    }

    @Test
    void shouldDoubleWithoutRecognition() throws Exception {
        GuaranteeRun.Outcome outcome =
                GuaranteeRun.run(
                        broker,
                        "doubled",
                        CONTROL_MESSAGES,
                        GuaranteeRun.Faults.of(0, 8, 0, Duration.ofMinutes(1)),
                        MqttSource.<Integer>builder().withoutRecognition());
        assertThat(outcome.state().counts()).contains(2);
        assertThat(outcome.output().counts()).contains(2);
    }
}
