package io.millrace.connector.mqtt.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connector.mqtt.MqttConnectionOptions;
import io.millrace.connector.mqtt.MqttPublication;
import io.millrace.connector.mqtt.MqttSinkOptions;
import io.millrace.connector.mqtt.fake.FakeBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

/** The writer on a broker in memory; it blocks, so its calls run beside the test's thread. */
class MqttSinkWriterTest {

    private static final SinkWriter.Context NO_CONTEXT = null;

    private final FakeBroker broker = new FakeBroker();
    private final Configuration options = new Configuration();
    private final Metrics metrics = new Metrics();
    private MqttSinkWriter<String> writer;

    private static final class Metrics extends UnregisteredMetricsGroup {

        private Gauge<?> inFlight;
        private Histogram latency;

        long inFlight() {
            return ((Number) inFlight.getValue()).longValue();
        }

        @Override
        public UnregisteredMetricsGroup addGroup(String name) {
            return this;
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            inFlight = gauge;
            return gauge;
        }

        @Override
        public <H extends Histogram> H histogram(String name, H histogram) {
            latency = histogram;
            return histogram;
        }
    }

    @Test
    void shouldFlushOnlyWhenTheBrokerAnsweredAll() throws Exception {
        start(false);
        writer.write("a", NO_CONTEXT);
        writer.write("b", NO_CONTEXT);
        CompletableFuture<Void> flushing = run(() -> writer.flush(false));
        assertThatThrownBy(() -> flushing.get(50, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        finish(flushing);
        assertThat(payloads()).containsExactly("a", "b");
    }

    @Test
    void shouldShowWhatIsInFlightAndHowLongTheBrokerTakes() throws Exception {
        start(false);
        writer.write("a", NO_CONTEXT);
        writer.write("b", NO_CONTEXT);
        assertThat(metrics.inFlight()).isEqualTo(2);
        broker.advance(Duration.ofMillis(70));
        broker.carry(10);
        assertThat(metrics.inFlight()).isZero();
        assertThat(metrics.latency.getStatistics().getValues()).containsExactly(70, 70);
    }

    @Test
    void shouldRepeatWhatWasUnansweredWhenTheConnectionBroke() throws Exception {
        start(false);
        writer.write("a", NO_CONTEXT);
        broker.carryUp(1);
        broker.cut(); // the answer is lost
        writer.write("b", NO_CONTEXT);
        finish(run(() -> writer.flush(false)));
        assertThat(payloads()).containsExactly("a", "a", "b");
    }

    @Test
    void shouldHoldBackWhatTheBrokerDoesNotTakeYet() throws Exception {
        broker.window(2);
        start(false);
        for (int i = 0; i < 10; i++) {
            writer.write("message " + i, NO_CONTEXT);
        }
        assertThat(broker.packetsInTransit()).isEqualTo(2);
        finish(run(() -> writer.flush(false)));
        assertThat(payloads()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void shouldBlockWhenTooManyAreUnanswered() throws Exception {
        options.set(MqttSinkOptions.MAX_IN_FLIGHT, 1);
        start(false);
        writer.write("a", NO_CONTEXT);
        CompletableFuture<Void> second = run(() -> writer.write("b", NO_CONTEXT));
        assertThatThrownBy(() -> second.get(50, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        finish(second);
    }

    @Test
    void shouldFailOnARefusedMessage() throws Exception {
        broker.publishCode(0x87);
        start(false);
        writer.write("a", NO_CONTEXT);
        assertThatThrownBy(() -> finish(run(() -> writer.flush(false))))
                .hasStackTraceContaining(
                        "MQTT broker broker.test:1883 refused a message on topic 'alerts':"
                                + " not authorized (0x87)");
    }

    @Test
    void shouldFailTheStartWhenNoBrokerIsThere() {
        broker.away(true);
        assertThatThrownBy(() -> start(false))
                .hasStackTraceContaining("could not be reached in")
                .hasStackTraceContaining("MqttStartException");
    }

    @Test
    void shouldWaitLongerForTheBrokerAfterARestore() {
        broker.away(true);
        assertThatThrownBy(() -> start(true))
                .hasStackTraceContaining("The limit is 'outage-limit' = 3600 s");
    }

    private void start(boolean restored) throws Exception {
        options.set(MqttConnectionOptions.URL, "tcp://broker.test:1883");
        writer =
                new MqttSinkWriter<>(
                        SinkOptionsReader.read(options),
                        "test-sink-0",
                        restored,
                        payload ->
                                MqttPublication.of(
                                        "alerts", payload.getBytes(StandardCharsets.UTF_8)),
                        broker.transport(),
                        metrics,
                        broker.clock());
        finish(run(writer::start));
    }

    /** Carries packets and moves time until the call returns. */
    private void finish(CompletableFuture<Void> call)
            throws ExecutionException, InterruptedException {
        while (!call.isDone()) {
            broker.carry(10);
            broker.advance(Duration.ofSeconds(1));
            Thread.onSpinWait();
        }
        call.get();
    }

    private interface Call {
        void run() throws Exception;
    }

    private static CompletableFuture<Void> run(Call call) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        call.run();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private List<String> payloads() {
        return broker.published().stream()
                .map(p -> new String(p.payload(), StandardCharsets.UTF_8))
                .toList();
    }
}
