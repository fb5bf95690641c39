package io.millrace.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.connector.mqtt.broker.MosquittoProcess;
import io.millrace.connector.mqtt.connection.ProtocolVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.testutils.logging.LoggerAuditingExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.Level;

/** A broker that asks who connects. The job restarts without limit unless it fails for good. */
@EnabledIf("mosquittoIsThere")
class CredentialsIT {

    private static final String USER = "millrace";
    private static final String RIGHT = "geheim-und-richtig";
    private static final String WRONG = "geheim-und-falsch";

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
            new LoggerAuditingExtension("io.millrace.connector.mqtt.session", Level.WARN);

    @TempDir private Path folder;
    private Path passwords;
    private JobClient job;

    @AfterEach
    void endJob() throws Exception {
        if (!job.getJobStatus().get().isGloballyTerminalState()) {
            job.cancel().get();
        }
    }

    static boolean mosquittoIsThere() {
        return MosquittoProcess.binary().isPresent();
    }

    @BeforeEach
    void writePasswords() throws Exception {
        passwords = folder.resolve("passwords");
        MosquittoProcess.writePasswords(passwords, USER, RIGHT);
    }

    @Test
    void shouldConnectWithTheRightPassword() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), RIGHT + "\n");
        try (MosquittoProcess broker = start()) {
            run(source(broker).set(MqttConnectionOptions.PASSWORD, RIGHT));
            run(source(broker).set(MqttConnectionOptions.PASSWORD_FILE, file.toString()));
        }
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void shouldFailAtOnceWithAWrongPassword(ProtocolVersion version) throws Exception {
        try (MosquittoProcess broker = start()) {
            assertThatThrownBy(
                            () ->
                                    run(
                                            source(broker)
                                                    .set(
                                                            MqttConnectionOptions.PROTOCOL_VERSION,
                                                            version)
                                                    .set(MqttConnectionOptions.PASSWORD, WRONG)))
                    .hasStackTraceContaining(
                            "MQTT broker 127.0.0.1:"
                                    + broker.port()
                                    + " ('url'), client 'guarded-0': the broker refused the"
                                    + " connection: not authorized (0x87); it was given 'username'"
                                    + " = 'millrace' and 'password'.")
                    .satisfies(CredentialsIT::hasNoSecret);
            assertThat(log.getMessages()).noneMatch(line -> line.contains(WRONG));
        }
    }

    @Test
    void shouldFailAtOnceWithAWrongPasswordFile() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), WRONG);
        try (MosquittoProcess broker = start()) {
            assertThatThrownBy(
                            () ->
                                    run(
                                            source(broker)
                                                    .set(
                                                            MqttConnectionOptions.PASSWORD_FILE,
                                                            file.toString())))
                    .hasStackTraceContaining("and 'password-file' = '" + file + "'.")
                    .satisfies(CredentialsIT::hasNoSecret);
        }
    }

    @Test
    void shouldSayWhatIsMissing() throws Exception {
        try (MosquittoProcess broker = start()) {
            assertThatThrownBy(() -> run(source(broker)))
                    .hasStackTraceContaining("and no password.");
        }
    }

    @Test
    void shouldShowThatARunningJobIsRefusedAndGoOnWhenItIsNot() throws Exception {
        try (MosquittoProcess broker = start()) {
            long connected = MetricProbe.total("connected");
            long failed = MetricProbe.total("connectsFailed");
            submit(
                    source(broker)
                            .set(MqttConnectionOptions.PASSWORD, RIGHT)
                            .set(
                                    MqttConnectionOptions.RECONNECT_BACKOFF_MAX,
                                    Duration.ofMillis(500)));
            awaitCounter("connected", connected + 1);
            broker.kill();
            MosquittoProcess.writePasswords(passwords, USER, WRONG);
            broker.launch();
            await().atMost(Duration.ofMinutes(1)).untilAsserted(this::logsTheRefusal);
            assertThat(MetricProbe.total("connectsFailed")).isGreaterThan(failed);
            broker.kill();
            MosquittoProcess.writePasswords(passwords, USER, RIGHT);
            broker.launch();
            awaitCounter("connected", connected + 2);
            assertThat(log.getMessages())
                    .noneMatch(line -> line.contains(RIGHT) || line.contains(WRONG));
        }
    }

    private void logsTheRefusal() {
        assertThat(log.getMessages())
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .contains("refused the connection: not authorized (0x87)")
                                        .contains("until 'outage-limit' = 3600 s"));
    }

    private static void awaitCounter(String name, long value) {
        await().atMost(Duration.ofMinutes(1)).until(() -> MetricProbe.total(name) >= value);
    }

    private static void hasNoSecret(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(RIGHT, WRONG);
        }
    }

    private MosquittoProcess start() throws Exception {
        return MosquittoProcess.stock("allow_anonymous false", "password_file " + passwords);
    }

    private static MqttSourceBuilder<Integer> source(MosquittoProcess broker) {
        return MqttSource.<Integer>builder()
                .url("tcp://127.0.0.1:" + broker.port())
                .clientId("guarded")
                .topics("guarded")
                .set(MqttConnectionOptions.USERNAME, USER);
    }

    private void submit(MqttSourceBuilder<Integer> source) throws Exception {
        EffectCounter.newProbe();
        Path output = Files.createTempDirectory(folder, "output");
        job = GuaranteeJob.submit(new Configuration(), source, 1, output);
    }

    /** Runs until the source has been connected for a second without messages, or has failed. */
    private void run(MqttSourceBuilder<Integer> source) throws Exception {
        submit(source.set(MqttSourceOptions.BOUNDED_IDLE, Duration.ofSeconds(1)));
        job.getJobExecutionResult().get();
    }
}
