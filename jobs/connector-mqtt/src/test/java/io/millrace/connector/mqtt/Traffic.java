package io.millrace.connector.mqtt;

import io.millrace.connector.mqtt.broker.TestClient;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Publishes the numbers from 0 on at an even pace until stopped. */
final class Traffic implements AutoCloseable {

    private static final int BATCH = 2;
    private static final Duration PERIOD = Duration.ofMillis(20);

    private final TestClient client;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> publishing;
    private final AtomicInteger published = new AtomicInteger();

    Traffic(int port, String topic) {
        client = TestClient.connect(port);
        publishing =
                clock.scheduleAtFixedRate(
                        () -> publish(topic), 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void publish(String topic) {
        int from = published.get();
        client.publishAll(topic, from, from + BATCH, String::valueOf);
        published.set(from + BATCH);
    }

    /** Number of messages the broker has taken over. */
    int published() {
        return published.get();
    }

    /** Ends after the message that is on its way; throws what went wrong, if something did. */
    int stop() throws ExecutionException, InterruptedException {
        if (publishing.isDone()) {
            publishing.get();
        }
        clock.shutdown();
        clock.awaitTermination(1, TimeUnit.MINUTES);
        return published.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.close();
    }
}
