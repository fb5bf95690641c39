package io.millrace.connector.mqtt.broker;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Publishes and subscribes for the tests, by a client that is not ours. */
public final class TestClient implements AutoCloseable {

    private final Mqtt5AsyncClient client;
    private final Queue<Mqtt5Publish> received = new ConcurrentLinkedQueue<>();

    private TestClient(int port, String clientId, boolean persistent) {
        this.client =
                Mqtt5Client.builder()
                        .serverHost("127.0.0.1")
                        .serverPort(port)
                        .identifier(clientId)
                        .buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, received::add);
        client.connectWith()
                .cleanStart(!persistent)
                .sessionExpiryInterval(persistent ? 3600 : 0)
                .send()
                .join();
    }

    public static TestClient connect(int port) {
        return new TestClient(port, "test-" + UUID.randomUUID(), false);
    }

    /** Leaves a session behind, so that the broker queues for a job that is still to start. */
    public static void prepareSession(int port, String clientId, String... filters) {
        try (TestClient client = new TestClient(port, clientId, true)) {
            for (String filter : filters) {
                client.subscribe(filter);
            }
        }
    }

    public void subscribe(String filter) {
        client.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send().join();
    }

    /** What arrived so far, in order. */
    public List<Mqtt5Publish> received() {
        return List.copyOf(received);
    }

    public void publish(String topic, String payload) {
        publish(topic, payload, builder -> builder);
    }

    /**
     * Publishes at quality of service 1 with whatever the tuning adds, and waits for the answer.
     */
    public void publish(
            String topic, String payload, UnaryOperator<Mqtt5PublishBuilder.Complete> tuning) {
        client.publish(message(topic, payload, tuning)).join();
    }

    /** Publishes payloads from..to-1 and waits for all answers. */
    public void publishAll(String topic, int from, int to, IntFunction<String> payload) {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int i = from; i < to; i++) {
            answers.add(client.publish(message(topic, payload.apply(i), builder -> builder)));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
    }

    private static Mqtt5Publish message(
            String topic, String payload, UnaryOperator<Mqtt5PublishBuilder.Complete> tuning) {
        return tuning.apply(
                        Mqtt5Publish.builder()
                                .topic(topic)
                                .qos(MqttQos.AT_LEAST_ONCE)
                                .payload(payload.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    @Override
    public void close() {
        client.disconnect().exceptionally(gone -> null).join();
    }
}
