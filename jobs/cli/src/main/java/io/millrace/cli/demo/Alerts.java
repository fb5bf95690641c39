package io.millrace.cli.demo;

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
import io.millrace.local.Endpoints;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An application that listens to the alerts. On the connector's own link: HiveMQ's client, as a
 * subscriber in this JVM, now and then stopped to take messages.
 */
final class Alerts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int WINDOW = 1_000;
    private static final int PACKET = 1 << 20;
    private static final long POLL = 200;
    private static final String TOPIC = "plant/alerts/+";

    private final NettyTransport transport = new NettyTransport("alerts");
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final AtomicLong received = new AtomicLong();
    private final Semaphore arrivals = new Semaphore(0);
    private final CompletableFuture<MqttLink> link = new CompletableFuture<>();

    Alerts(Endpoints.Mqtt broker) throws InterruptedException {
        link.complete(
                transport.open(
                        new ConnectRequest(
                                settings(broker),
                                "millrace-demo-view",
                                true,
                                Duration.ZERO,
                                WINDOW),
                        new Events()));
        if (!subscribed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("no subscription to {}: alerts are not counted", TOPIC);
        }
    }

    private static ConnectionSettings settings(Endpoints.Mqtt broker) {
        return new ConnectionSettings(
                BrokerAddress.parse(broker.uri().toString()),
                ProtocolVersion.V5,
                null,
                null,
                null,
                PATIENCE,
                PATIENCE,
                PACKET,
                new RetryPolicy(PATIENCE, PATIENCE, PATIENCE, PATIENCE));
    }

    /** Messages so far; a restart of the job may repeat some. */
    long received() {
        return received.get();
    }

    /** Waits for that many, for this long at most; how many there are then. */
    long await(long expected, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (received.get() < expected && System.nanoTime() < deadline) {
            arrivals.tryAcquire(POLL, TimeUnit.MILLISECONDS);
            arrivals.drainPermits();
        }
        return received.get();
    }

    @Override
    public void close() {
        link().disconnect();
        transport.close();
    }

    /** The transport's thread may be called before the link is known here. */
    private MqttLink link() {
        return link.join();
    }

    /** On the transport's thread. */
    private final class Events implements LinkListener {

        @Override
        public void connected(ConnectAck ack) {
            link().subscribe(List.of(TOPIC), 1, false);
        }

        @Override
        public void subscribed(int[] reasonCodes) {
            subscribed.countDown();
        }

        @Override
        public void delivered(Delivery delivery) {
            received.incrementAndGet();
            arrivals.release();
            link().acknowledge(new int[] {delivery.packetId()});
        }

        @Override
        public void published(int packetId, int reasonCode) {}

        @Override
        public void pong(long token) {}

        @Override
        public void closed(LinkLoss loss) {
            LOG.warn("the alerts' receiver was cut off: {}", loss.reason());
        }
    }
}
