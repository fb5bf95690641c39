package io.millrace.local;

import io.millrace.connector.mqtt.MqttMessage;
import io.millrace.connector.mqtt.connection.BrokerAddress;
import io.millrace.connector.mqtt.connection.ConnectionSettings;
import io.millrace.connector.mqtt.connection.ProtocolVersion;
import io.millrace.connector.mqtt.connection.RetryPolicy;
import io.millrace.connector.mqtt.link.ConnectAck;
import io.millrace.connector.mqtt.link.ConnectRequest;
import io.millrace.connector.mqtt.link.Delivery;
import io.millrace.connector.mqtt.link.LinkListener;
import io.millrace.connector.mqtt.link.LinkLoss;
import io.millrace.connector.mqtt.link.MqttLink;
import io.millrace.connector.mqtt.netty.NettyTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Takes messages at QoS 1 and keeps them. On the connector's own link, because HiveMQ's client as a
 * subscriber now and then stops to take messages.
 */
final class Subscriber implements LinkListener, AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int WINDOW = 1_000;
    private static final int PACKET = 1 << 20;

    private final NettyTransport transport = new NettyTransport("subscriber");
    private final CompletableFuture<MqttLink> link = new CompletableFuture<>();
    private final CompletableFuture<int[]> subscribed = new CompletableFuture<>();
    private final List<MqttMessage> received = new ArrayList<>();
    private final String topicFilter;

    Subscriber(Endpoints.Mqtt broker, String topicFilter) {
        this.topicFilter = topicFilter;
        link.complete(
                transport.open(
                        new ConnectRequest(
                                settings(broker), "subscriber", true, Duration.ZERO, WINDOW),
                        this));
    }

    private static ConnectionSettings settings(Endpoints.Mqtt broker) {
        return new ConnectionSettings(
                BrokerAddress.parse(broker.uri().toString()),
                ProtocolVersion.V5,
                null,
                null,
                null,
                TIMEOUT,
                TIMEOUT,
                PACKET,
                new RetryPolicy(TIMEOUT, TIMEOUT, TIMEOUT, TIMEOUT));
    }

    void awaitSubscription(Duration patience) throws Exception {
        subscribed.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A copy, in the order of arrival. */
    synchronized List<MqttMessage> received() {
        return List.copyOf(received);
    }

    synchronized long count() {
        return received.size();
    }

    @Override
    public void close() {
        link.join().disconnect();
        transport.close();
    }

    @Override
    public void connected(ConnectAck ack) {
        link.join().subscribe(List.of(topicFilter), 1, false);
    }

    @Override
    public void subscribed(int[] reasonCodes) {
        subscribed.complete(reasonCodes);
    }

    @Override
    public void delivered(Delivery delivery) {
        synchronized (this) {
            received.add(delivery.message());
        }
        link.join().acknowledge(new int[] {delivery.packetId()});
    }

    @Override
    public void published(int packetId, int reasonCode) {}

    @Override
    public void pong(long token) {}

    @Override
    public void closed(LinkLoss loss) {
        subscribed.completeExceptionally(new IllegalStateException(loss.reason()));
    }
}
