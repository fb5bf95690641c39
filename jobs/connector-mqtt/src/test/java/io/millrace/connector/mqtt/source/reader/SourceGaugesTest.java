package io.millrace.connector.mqtt.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connector.mqtt.MqttSourceOptions;
import io.millrace.connector.mqtt.fake.FakeBroker;
import io.millrace.connector.mqtt.fake.Fixtures;
import io.millrace.connector.mqtt.fake.ReaderHarness;
import io.millrace.connector.mqtt.source.SourceSettings;
import io.millrace.connector.mqtt.source.split.MqttSplit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the source shows of the moment, and what the broker tells about itself. */
class SourceGaugesTest {

    private static final String DROPS = "$SYS/dropped";

    private final FakeBroker broker = new FakeBroker();

    @Test
    void shouldShowWhatIsInFlight() throws Exception {
        ReaderHarness job = start(Fixtures.settings());
        broker.publish("plant/7", "a");
        broker.publish("plant/7", "b");
        settle(job);
        assertThat(job.gauge("inFlight")).isEqualTo(2);
        job.reader().snapshotState(1);
        job.reader().notifyCheckpointComplete(1);
        assertThat(job.gauge("inFlight")).isZero();
    }

    @Test
    void shouldShowTheWindowThatTheBrokerWaitedAt() throws Exception {
        broker.window(20);
        ReaderHarness job = start(Fixtures.settings());
        assertThat(job.gauge("window")).isZero();
        for (int i = 0; i < 400; i++) {
            broker.publish("plant/7", "message " + i);
        }
        for (int checkpoint = 1; checkpoint <= 8; checkpoint++) {
            settle(job);
            broker.advance(Duration.ofSeconds(3));
            job.reader().snapshotState(checkpoint);
            job.reader().notifyCheckpointComplete(checkpoint);
        }
        assertThat(job.gauge("window")).isEqualTo(20);
    }

    @Test
    void shouldCountReconnectsAndAttempts() throws Exception {
        ReaderHarness job = start(Fixtures.settings());
        assertThat(job.counter("reconnects")).isZero();
        broker.away(true);
        broker.cut();
        broker.settle(Duration.ofSeconds(10));
        assertThat(job.counter("connectsFailed")).isGreaterThan(2);
        broker.away(false);
        broker.settle(Duration.ofMinutes(1));
        assertThat(job.counter("reconnects")).isEqualTo(1);
    }

    @Test
    void shouldShowWhatTheBrokerSaysItDropped() throws Exception {
        ReaderHarness job = start(hearingDrops());
        assertThat(broker.subscriptions(Fixtures.CLIENT)).containsExactly("plant/#", DROPS);
        assertThat(job.gauge("brokerDropped")).isEqualTo(-1);
        broker.publish(DROPS, "12");
        broker.publish(DROPS, "no number");
        broker.publish("plant/7", "a");
        settle(job);
        assertThat(job.gauge("brokerDropped")).isEqualTo(12);
        assertThat(job.emitted()).containsExactly("a");
        assertThat(job.counter("received")).isEqualTo(1);
    }

    @Test
    void shouldReadOnWhenTheBrokerDoesNotTellWhatItDrops() throws Exception {
        broker.subscribeCode(DROPS, 0x87);
        ReaderHarness job = start(hearingDrops());
        broker.publish("plant/7", "a");
        settle(job);
        assertThat(job.emitted()).containsExactly("a");
    }

    @Test
    void shouldUnsubscribeFromTheDropsWhenTheyAreWantedNoLonger() throws Exception {
        ReaderHarness job = start(hearingDrops());
        MqttSplit split = job.reader().snapshotState(1).get(0);
        job.reader().close();
        settle(new ReaderHarness(broker, Fixtures.settings(), List.of(split)));
        assertThat(broker.subscriptions(Fixtures.CLIENT)).containsExactly("plant/#");
    }

    private static SourceSettings hearingDrops() {
        return Fixtures.settings(
                options -> options.set(MqttSourceOptions.BROKER_DROPS_TOPIC, DROPS));
    }

    private ReaderHarness start(SourceSettings settings) throws Exception {
        MqttSplit fresh = MqttSplit.fresh(0, settings.filters().get(0));
        ReaderHarness job = new ReaderHarness(broker, settings, List.of(fresh));
        settle(job);
        return job;
    }

    private void settle(ReaderHarness job) throws Exception {
        broker.settle(Duration.ofSeconds(1));
        job.poll(Integer.MAX_VALUE);
        broker.settle(Duration.ZERO);
    }
}
