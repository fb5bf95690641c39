package io.millrace.bench.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** Publishes numbered messages by a client that is not ours, with a bounded number in flight. */
final class Publisher implements AutoCloseable {

    private static final int IN_FLIGHT = 1_000;

    private final Mqtt5AsyncClient client;
    private final Semaphore free = new Semaphore(IN_FLIGHT);
    private final String topic;
    private final MqttQos qos;
    private final Payload payload;
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    private Publisher(Mqtt5AsyncClient client, String topic, int qos, Payload payload) {
        this.client = client;
        this.topic = topic;
        this.qos = MqttQos.fromCode(qos);
        this.payload = payload;
    }

    static Publisher connect(int port, String topic, int qos, Payload payload) {
        Mqtt5AsyncClient client = client(port, "publisher-" + topic);
        client.connectWith().cleanStart(true).send().join();
        return new Publisher(client, topic, qos, payload);
    }

    /** Leaves a session behind, for which the broker then queues. */
    static void prepareSession(int port, String clientId, String topic, int qos) {
        Mqtt5AsyncClient client = client(port, clientId);
        client.connectWith().cleanStart(false).sessionExpiryInterval(3600).send().join();
        client.subscribeWith().topicFilter(topic).qos(MqttQos.fromCode(qos)).send().join();
        client.disconnect().join();
    }

    private static Mqtt5AsyncClient client(int port, String clientId) {
        return Mqtt5Client.builder()
                .serverHost("127.0.0.1")
                .serverPort(port)
                .identifier(clientId)
                .buildAsync();
    }

    /** Publishes one message, as soon as there is room for it. */
    void publish(long id) throws InterruptedException {
        free.acquire();
        last =
                client.publishWith()
                        .topic(topic)
                        .qos(qos)
                        .payload(payload.of(id))
                        .send()
                        .whenComplete((answer, failure) -> free.release());
    }

    /** Waits until the broker has all of them. */
    void flush() throws InterruptedException {
        free.acquire(IN_FLIGHT);
        free.release(IN_FLIGHT);
        last.join();
        // at quality of service 0 nothing is answered; the broker takes packets in order
        client.publishWith().topic("flush/" + topic).qos(MqttQos.AT_LEAST_ONCE).send().join();
    }

    @Override
    public void close() {
        client.disconnect().join();
    }
}
