package io.millrace.connector.mqtt.source.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connector.mqtt.MqttConnectionOptions;
import io.millrace.connector.mqtt.MqttSourceOptions;
import io.millrace.connector.mqtt.fake.FakeBroker;
import io.millrace.connector.mqtt.fake.Fixtures;
import io.millrace.connector.mqtt.fake.ReaderHarness;
import io.millrace.connector.mqtt.link.LinkLoss;
import io.millrace.connector.mqtt.link.LossResponse;
import io.millrace.connector.mqtt.session.MqttSessionException;
import io.millrace.connector.mqtt.session.MqttStartException;
import io.millrace.connector.mqtt.source.SourceSettings;
import io.millrace.connector.mqtt.source.split.MqttSplit;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;

/** The reader on a broker in memory. */
class MqttSourceReaderTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int ALL = Integer.MAX_VALUE;

    private final FakeBroker broker = new FakeBroker();

    @Test
    void shouldAcknowledgeWhenTheCheckpointCompletes() throws Exception {
        ReaderHarness job =
                start(
                        Fixtures.settings(
                                options ->
                                        options.set(
                                                MqttSourceOptions.REDELIVERY_MEMORY,
                                                Duration.ZERO)));
        broker.publish("plant/7", "a");
        settle(job);
        job.reader().snapshotState(1);
        settle(job);
        assertThat(broker.unanswered(Fixtures.CLIENT)).isEqualTo(1);
        job.reader().notifyCheckpointComplete(1);
        settle(job);
        assertThat(broker.unanswered(Fixtures.CLIENT)).isZero();
        assertThat(job.counter("acknowledged")).isEqualTo(1);
        assertThat(job.counter("confirmed")).isEqualTo(1);
        assertThat(job.reader().snapshotState(2).get(0).unconfirmed()).isEmpty();
    }

    @Test
    void shouldDropRedeliveriesAfterACut() throws Exception {
        ReaderHarness job = start(Fixtures.settings());
        broker.publish("plant/7", "a");
        settle(job);
        broker.cut();
        settle(job);
        assertThat(job.emitted()).containsExactly("a");
        assertThat(job.counter("redelivered")).isEqualTo(1);
        assertThat(job.counter("connectionsLost")).isEqualTo(1);
        assertThat(job.counter("connected")).isEqualTo(2);
    }

    @Test
    void shouldDropWhatAKilledBrokerForgotThatItConfirmed() throws Exception {
        ReaderHarness job = start(Fixtures.settings());
        broker.publish("plant/7", "a");
        settle(job);
        job.reader().snapshotState(1);
        job.reader().notifyCheckpointComplete(1);
        settle(job);
        assertThat(job.counter("confirmed")).isEqualTo(1);
        broker.crash();
        settle(job);
        assertThat(job.counter("received")).isEqualTo(2);
        assertThat(job.emitted()).containsExactly("a");
        assertThat(broker.unanswered(Fixtures.CLIENT)).isZero();
    }

    @Test
    void shouldSubscribeOnEveryConnection() throws Exception {
        ReaderHarness job = start(Fixtures.settings());
        broker.cut();
        broker.forgetSessions();
        settle(job);
        assertThat(broker.subscriptions(Fixtures.CLIENT)).containsExactly("plant/#");
        assertThat(job.counter("sessionResets")).isEqualTo(1);
    }

    @Test
    void shouldNoticeALostSessionAfterARestore() throws Exception {
        MqttSplit used = new MqttSplit(0, List.of("plant/#"), true, 5, List.of());
        ReaderHarness job = new ReaderHarness(broker, Fixtures.settings(), List.of(used));
        settle(job);
        assertThat(job.counter("sessionResets")).isEqualTo(1);
    }

    @Test
    void shouldNotMissASessionThatNeverWas() throws Exception {
        ReaderHarness job = start(Fixtures.settings());
        assertThat(job.counter("sessionResets")).isZero();
    }

    @Test
    void shouldUnsubscribeFromWhatIsWantedNoLonger() throws Exception {
        start(Fixtures.settings()).reader().close();
        MqttSplit used = new MqttSplit(0, List.of("plant/#"), true, 0, List.of());
        SourceSettings changed =
                Fixtures.settings(
                        options -> options.set(MqttSourceOptions.TOPICS, List.of("other/#")));
        settle(new ReaderHarness(broker, changed, List.of(used)));
        assertThat(broker.subscriptions(Fixtures.CLIENT)).containsExactly("other/#");
    }

    @Test
    void shouldFailOnARefusedSubscription() throws Exception {
        broker.subscribeCode(0x87);
        ReaderHarness job = new ReaderHarness(broker, Fixtures.settings(), fresh());
        broker.settle(SECOND);
        assertThatThrownBy(() -> job.poll(ALL))
                .isInstanceOf(MqttSessionException.class)
                .hasMessage(
                        "MQTT broker broker.test:1883 refused client 'test-0' the subscription to"
                                + " 'plant/#' ('topic'): not authorized (0x87)");
    }

    @Test
    void shouldFailTheStartWhenNoBrokerIsThere() {
        broker.away(true);
        ReaderHarness job = new ReaderHarness(broker, Fixtures.settings(), fresh());
        broker.settle(Duration.ofMinutes(2));
        assertThatThrownBy(() -> job.poll(ALL))
                .isInstanceOf(MqttStartException.class)
                .hasMessageMatching(
                        "MQTT broker broker.test:1883 \\('url'\\) could not be reached in \\d+"
                                + " attempts within 'start-timeout' = 30000 ms: nothing answers"
                                + " there. Start the broker, correct 'url', or raise"
                                + " 'start-timeout'.");
    }

    @Test
    void shouldOutlastAnOutageAfterTheFirstConnection() throws Exception {
        ReaderHarness job = start(Fixtures.settings());
        broker.away(true);
        broker.cut();
        broker.settle(Duration.ofMinutes(50));
        assertThat(job.poll(ALL)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        broker.away(false);
        broker.settle(Duration.ofMinutes(1));
        broker.publish("plant/7", "back");
        settle(job);
        assertThat(job.emitted()).containsExactly("back");
    }

    @Test
    void shouldFailAfterTooLongAnOutage() throws Exception {
        ReaderHarness job = start(Fixtures.settings());
        broker.away(true);
        broker.cut();
        broker.settle(Duration.ofMinutes(70));
        assertThatThrownBy(() -> job.poll(ALL))
                .isExactlyInstanceOf(MqttSessionException.class)
                .hasMessageContaining("The limit is 'outage-limit' = 3600 s");
    }

    @Test
    void shouldTakeAnAbsentBrokerForAnOutageAfterARestore() {
        broker.away(true);
        MqttSplit used = new MqttSplit(0, List.of("plant/#"), true, 5, List.of());
        ReaderHarness job = new ReaderHarness(broker, Fixtures.settings(), List.of(used));
        broker.settle(Duration.ofMinutes(70));
        assertThatThrownBy(() -> job.poll(ALL)).isExactlyInstanceOf(MqttSessionException.class);
    }

    @Test
    void shouldFailAtOnceOnWrongCredentials() {
        broker.refuse(new LinkLoss(LossResponse.FAIL_AT_START, "bad password", null));
        ReaderHarness job = new ReaderHarness(broker, Fixtures.settings(), fresh());
        broker.settle(SECOND);
        assertThatThrownBy(() -> job.poll(ALL))
                .isInstanceOf(MqttStartException.class)
                .hasMessageContaining("client 'test-0': bad password.");
    }

    @Test
    void shouldEndAfterSoManyMessages() throws Exception {
        ReaderHarness job =
                start(Fixtures.settings(o -> o.set(MqttSourceOptions.BOUNDED_COUNT, 2L)));
        List.of("a", "b", "c").forEach(payload -> broker.publish("plant/7", payload));
        broker.settle(SECOND);
        assertThat(job.poll(ALL)).isEqualTo(InputStatus.END_OF_INPUT);
        assertThat(job.emitted()).containsExactly("a", "b");
        job.reader().snapshotState(1);
        job.reader().notifyCheckpointComplete(1);
        job.reader().close();
        assertThat(broker.unanswered(Fixtures.CLIENT)).isEqualTo(1);
    }

    @Test
    void shouldCountOnAfterARestore() throws Exception {
        MqttSplit used = new MqttSplit(0, List.of("plant/#"), true, 1, List.of());
        SourceSettings two = Fixtures.settings(o -> o.set(MqttSourceOptions.BOUNDED_COUNT, 2L));
        ReaderHarness job = new ReaderHarness(broker, two, List.of(used));
        settle(job);
        broker.publish("plant/7", "second");
        broker.settle(SECOND);
        assertThat(job.poll(ALL)).isEqualTo(InputStatus.END_OF_INPUT);
    }

    @Test
    void shouldEndWhenNothingComes() throws Exception {
        ReaderHarness job =
                start(
                        Fixtures.settings(
                                o ->
                                        o.set(
                                                MqttSourceOptions.BOUNDED_IDLE,
                                                SECOND.multipliedBy(5))));
        broker.settle(SECOND.multipliedBy(3));
        broker.publish("plant/7", "a");
        broker.settle(SECOND.multipliedBy(3));
        assertThat(job.poll(ALL)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        broker.settle(SECOND.multipliedBy(6));
        job.poll(ALL);
        broker.settle(SECOND.multipliedBy(6));
        assertThat(job.poll(ALL)).isEqualTo(InputStatus.END_OF_INPUT);
    }

    @Test
    void shouldBeIdleWithoutASession() throws Exception {
        ReaderHarness job = new ReaderHarness(broker, Fixtures.settings(), List.of());
        assertThat(job.poll(ALL)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(job.idle()).isTrue();
    }

    @Test
    void shouldStopReadingWhenTheBufferIsFullAndResume() throws Exception {
        ReaderHarness job =
                start(
                        Fixtures.settings(
                                o ->
                                        o.set(
                                                MqttSourceOptions.BUFFER_SIZE,
                                                MemorySize.parse("64kb"))));
        for (int i = 0; i < 100; i++) {
            broker.publish("plant/7", "x".repeat(2_000));
        }
        for (int i = 0; i < 200; i++) {
            broker.carry(1);
        }
        assertThat(broker.packetsInTransit()).isGreaterThan(50);
        while (job.emitted().size() < 100) {
            job.poll(10);
            broker.carry(10);
        }
        assertThat(job.emitted()).hasSize(100);
    }

    @Test
    void shouldNoticeAFullWindow() throws Exception {
        broker.window(20);
        ReaderHarness job = start(Fixtures.settings());
        for (int i = 0; i < 400; i++) {
            broker.publish("plant/7", "message " + i);
        }
        for (int checkpoint = 1; checkpoint <= 8; checkpoint++) {
            settle(job);
            broker.advance(SECOND.multipliedBy(3));
            job.reader().snapshotState(checkpoint);
            job.reader().notifyCheckpointComplete(checkpoint);
        }
        assertThat(job.counter("windowFull")).isPositive();
    }

    @Test
    void shouldNotTakeASteadyTopicForAFullWindow() throws Exception {
        ReaderHarness job = start(Fixtures.settings());
        for (int checkpoint = 1; checkpoint <= 10; checkpoint++) {
            for (int i = 0; i < 20; i++) {
                broker.publish("plant/7", checkpoint + " " + i);
                broker.settle(Duration.ofMillis(50));
                job.poll(ALL);
            }
            job.reader().snapshotState(checkpoint);
            job.reader().notifyCheckpointComplete(checkpoint);
        }
        assertThat(job.counter("windowFull")).isZero();
    }

    @Test
    void shouldNoticeThatNoCheckpointIsTaken() throws Exception {
        ReaderHarness job = start(Fixtures.settings());
        broker.publish("plant/7", "a");
        broker.settle(Duration.ofMinutes(11));
        job.poll(ALL);
        assertThat(job.counter("windowFull")).isEqualTo(1);
    }

    @Test
    void shouldNotTakeAQuietTopicForAFullWindow() throws Exception {
        ReaderHarness job = start(Fixtures.settings());
        for (int checkpoint = 1; checkpoint <= 10; checkpoint++) {
            broker.publish("plant/7", "message " + checkpoint);
            settle(job);
            job.reader().snapshotState(checkpoint);
            job.reader().notifyCheckpointComplete(checkpoint);
        }
        assertThat(job.counter("windowFull")).isZero();
    }

    @Test
    void shouldGiveUpASessionThatAnotherTookOver() throws Exception {
        ReaderHarness job = start(Fixtures.settings());
        broker.refuse(new LinkLoss(LossResponse.FAIL, "session taken over (0x8E)", null));
        broker.cut();
        broker.settle(SECOND);
        assertThatThrownBy(() -> job.poll(ALL))
                .hasMessageContaining("gave the session of client 'test-0' to another connection");
    }

    @Test
    void shouldTryAtStartForAsLongAsTheOptionSays() {
        broker.away(true);
        SourceSettings patient =
                Fixtures.settings(
                        o -> o.set(MqttConnectionOptions.START_TIMEOUT, Duration.ofMinutes(5)));
        ReaderHarness job = new ReaderHarness(broker, patient, fresh());
        broker.settle(Duration.ofMinutes(4));
        broker.away(false);
        broker.settle(Duration.ofMinutes(1));
        assertThat(job.counter("connected")).isEqualTo(1);
    }

    private ReaderHarness start(SourceSettings settings) throws Exception {
        ReaderHarness job = new ReaderHarness(broker, settings, fresh());
        settle(job);
        return job;
    }

    private void settle(ReaderHarness job) throws Exception {
        broker.settle(SECOND);
        job.poll(ALL);
        broker.settle(Duration.ZERO);
        job.poll(ALL);
    }

    private static List<MqttSplit> fresh() {
        return List.of(MqttSplit.fresh(0, List.of("plant/#")));
    }
}
