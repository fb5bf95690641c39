package io.millrace.connector.mqtt.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connector.mqtt.MqttSourceOptions;
import io.millrace.connector.mqtt.fake.FakeBroker;
import io.millrace.connector.mqtt.fake.Fixtures;
import io.millrace.connector.mqtt.fake.ReaderHarness;
import io.millrace.connector.mqtt.source.Acknowledge;
import io.millrace.connector.mqtt.source.SourceSettings;
import io.millrace.connector.mqtt.source.split.MqttSplit;
import io.millrace.connector.mqtt.source.split.MqttSplitSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A job as small as can be (its state is the list of what was emitted) on a broker in memory, under
 * random publications, cuts, task failures and checkpoints in random order.
 */
class RandomFaultsTest {

    private static final int SEEDS = Integer.getInteger("millrace.mqtt.seeds", 250);
    private static final int STEPS = 250;

    @Test
    void shouldTakeEachMessageOnce() throws Exception {
        for (int seed = 0; seed < SEEDS; seed++) {
            Run run = new Run(seed, Fixtures.settings());
            assertThat(run.effects())
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(run.published);
        }
    }

    @Test
    void shouldTakeEachMessageOnceThoughABrokerForgetsAcknowledgements() throws Exception {
        for (int seed = 0; seed < 100; seed++) {
            Run run = new Run(seed, Fixtures.settings(), Hazard.CRASHES);
            assertThat(run.effects())
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(run.published);
        }
    }

    @Test
    void shouldDoubleWithoutMemoryWhenABrokerForgetsAcknowledgements() throws Exception {
        SourceSettings settings =
                Fixtures.settings(
                        options -> options.set(MqttSourceOptions.REDELIVERY_MEMORY, Duration.ZERO));
        int doubled = 0;
        for (int seed = 0; seed < 100; seed++) {
            Run run = new Run(seed, settings, Hazard.CRASHES);
            doubled += run.effects().size() > run.published.size() ? 1 : 0;
        }
        assertThat(doubled).isPositive();
    }

    @Test
    void shouldKeepTheOrderWithoutTaskFailures() throws Exception {
        for (int seed = 0; seed < 100; seed++) {
            Run run = new Run(seed, Fixtures.settings(), Hazard.CUTS_ONLY);
            assertThat(run.effects()).as("seed %d", seed).isEqualTo(run.published);
        }
    }

    @Test
    void shouldDoubleWithoutRecognition() throws Exception {
        int doubled = 0;
        for (int seed = 0; seed < 20; seed++) {
            Run run = new Run(seed, Fixtures.settings().withoutRecognition());
            Map<String, Integer> counts = new HashMap<>();
            run.effects().forEach(effect -> counts.merge(effect, 1, Integer::sum));
            doubled += counts.values().stream().anyMatch(count -> count > 1) ? 1 : 0;
        }
        assertThat(doubled).isGreaterThan(15);
    }

    @Test
    void shouldLoseWhenAcknowledgingOnReceipt() throws Exception {
        int lost = 0;
        for (int seed = 0; seed < 20; seed++) {
            SourceSettings settings =
                    Fixtures.settings(
                            options ->
                                    options.set(
                                            MqttSourceOptions.ACKNOWLEDGE, Acknowledge.RECEIPT));
            Run run = new Run(seed, settings);
            lost += run.effects().containsAll(run.published) ? 0 : 1;
        }
        assertThat(lost).isGreaterThan(5);
    }

    private enum Hazard {
        CUTS_ONLY,
        TASK_FAILURES,
        /** Cuts, task failures, and kills of the broker. */
        CRASHES
    }

    private static final class Run {

        private final List<String> published = new ArrayList<>();
        private final Random random;
        private final Hazard hazard;
        private final SourceSettings settings;
        private final FakeBroker broker = new FakeBroker();
        private final MqttSplitSerializer serializer = new MqttSplitSerializer();

        private ReaderHarness job;
        private long checkpoint;
        private final Map<Long, byte[]> splits = new HashMap<>();
        private final Map<Long, List<String>> states = new HashMap<>();
        private long completed;
        private boolean pending;
        private List<String> restored = List.of();

        Run(int seed, SourceSettings settings) throws Exception {
            this(seed, settings, Hazard.TASK_FAILURES);
        }

        Run(int seed, SourceSettings settings, Hazard hazard) throws Exception {
            this.random = new Random(seed);
            this.hazard = hazard;
            this.settings = settings;
            broker.window(1 + random.nextInt(20));
            splits.put(0L, serializer.serialize(MqttSplit.fresh(0, settings.filters().get(0))));
            states.put(0L, List.of());
            restore();
            broker.settle(Duration.ofSeconds(1));
            for (int step = 0; step < STEPS; step++) {
                act(random.nextInt(hazard == Hazard.CUTS_ONLY ? 97 : 100));
            }
            drain();
        }

        private void act(int dice) throws Exception {
            if (dice < 25) {
                // a broker that is behind writes all the time
                int most = hazard == Hazard.CRASHES ? 1 : 5;
                IntStream.range(0, 1 + random.nextInt(most)).forEach(i -> publish());
            } else if (dice < 50) {
                broker.carry(1 + random.nextInt(6));
                broker.advance(Duration.ofMillis(random.nextInt(200)));
            } else if (dice < 70) {
                job.poll(1 + random.nextInt(10));
            } else if (dice < 80) {
                snapshot();
            } else if (dice < 90) {
                complete();
            } else if (dice < 97) {
                breakConnections();
            } else {
                job.reader().close();
                restore();
            }
        }

        private void breakConnections() {
            if (hazard == Hazard.CRASHES) {
                broker.crash();
            } else {
                broker.cut();
            }
        }

        private void publish() {
            String message = "message " + published.size();
            published.add(message);
            broker.publish("plant/7", message);
        }

        private void snapshot() throws Exception {
            checkpoint++;
            splits.put(
                    checkpoint,
                    serializer.serialize(job.reader().snapshotState(checkpoint).get(0)));
            states.put(checkpoint, effects());
            pending = true;
        }

        /** Some checkpoints complete late, some never. */
        private void complete() {
            if (pending && random.nextInt(4) > 0) {
                pending = false;
                completed = checkpoint;
                job.reader().notifyCheckpointComplete(completed);
            }
        }

        private void restore() throws Exception {
            restored = states.get(completed);
            pending = false; // Flink aborts what a failed task had under way
            MqttSplit split = serializer.deserialize(1, splits.get(completed));
            job = new ReaderHarness(broker, settings, List.of(split));
        }

        private void drain() throws Exception {
            for (int round = 0; round < published.size() + 3; round++) {
                broker.settle(Duration.ofMinutes(1));
                job.poll(Integer.MAX_VALUE);
                snapshot();
                completed = checkpoint;
                job.reader().notifyCheckpointComplete(completed);
                if (broker.packetsInTransit() == 0 && broker.unanswered(Fixtures.CLIENT) == 0) {
                    return;
                }
            }
        }

        List<String> effects() {
            List<String> all = new ArrayList<>(restored);
            all.addAll(job.emitted());
            return all;
        }
    }
}
