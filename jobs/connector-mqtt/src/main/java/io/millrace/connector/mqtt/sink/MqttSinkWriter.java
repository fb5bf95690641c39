package io.millrace.connector.mqtt.sink;

import io.millrace.connector.mqtt.MqttPublication;
import io.millrace.connector.mqtt.MqttSerializationSchema;
import io.millrace.connector.mqtt.link.ConnectAck;
import io.millrace.connector.mqtt.link.ConnectRequest;
import io.millrace.connector.mqtt.link.Delivery;
import io.millrace.connector.mqtt.link.MqttLink;
import io.millrace.connector.mqtt.link.MqttTransport;
import io.millrace.connector.mqtt.link.ReasonCodes;
import io.millrace.connector.mqtt.metrics.MqttCounters;
import io.millrace.connector.mqtt.metrics.RecentValues;
import io.millrace.connector.mqtt.metrics.SinkGauge;
import io.millrace.connector.mqtt.metrics.SinkMetric;
import io.millrace.connector.mqtt.session.MqttSessionException;
import io.millrace.connector.mqtt.session.PersistentLink;
import io.millrace.connector.mqtt.session.SessionListener;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import javax.annotation.Nullable;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Publishes the records of one subtask. Before a checkpoint it waits until the broker has
 * acknowledged all of them, so it needs no state; while the broker is away it holds the job back.
 *
 * @param <T> the record
 */
public final class MqttSinkWriter<T> implements SinkWriter<T> {

    private final MqttSerializationSchema<T> schema;
    private final MqttTransport transport;
    private final MqttCounters<SinkMetric> counters;
    private final int maxInFlight;
    private final String broker;
    private final PersistentLink session;
    private final Clock clock;
    private final RecentValues latency = new RecentValues();

    /** Messages in flight, for the metric's reader. */
    private volatile int waiting;

    /** Guards all below; the network's thread notifies the task's thread on it. */
    private final Object lock = new Object();

    private final InFlight inFlight = new InFlight();
    @Nullable private MqttLink link;
    @Nullable private IOException failure;
    private int window;
    private int unconfirmedAtMostOnce;
    private long lastPing;
    private long lastPong;

    public MqttSinkWriter(
            SinkSettings settings,
            String clientId,
            boolean restored,
            MqttSerializationSchema<T> schema,
            MqttTransport transport,
            MetricGroup metrics,
            Clock clock) {
        this.schema = schema;
        this.transport = transport;
        this.counters = MqttCounters.register(metrics, SinkMetric.class, SinkMetric::key);
        MetricGroup group = metrics.addGroup(MqttCounters.GROUP);
        group.gauge(SinkGauge.IN_FLIGHT.key(), () -> waiting);
        group.histogram(SinkGauge.PUBLISH_LATENCY.key(), latency);
        this.clock = clock;
        this.maxInFlight = settings.maxInFlight();
        this.window = maxInFlight;
        this.broker = settings.connection().address().hostAndPort();
        this.session =
                new PersistentLink(
                        transport,
                        new ConnectRequest(
                                settings.connection(), clientId, true, Duration.ZERO, maxInFlight),
                        restored,
                        new Events(),
                        clock,
                        () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * Waits until the broker is there.
     *
     * @throws IOException if it is not within the time the settings give it
     */
    public void start() throws IOException, InterruptedException {
        session.start();
        synchronized (lock) {
            while (link == null) {
                await();
            }
        }
    }

    @Override
    public void write(T record, Context context) throws IOException, InterruptedException {
        MqttPublication publication = schema.serialize(record);
        synchronized (lock) {
            if (publication.qos() == 0) {
                publishAtMostOnce(publication);
                return;
            }
            throwFailure();
            while (inFlight.size() >= maxInFlight) {
                await();
            }
            inFlight.add(publication, clock.instant());
            waiting = inFlight.size();
            send();
        }
    }

    /** Unanswered messages are bounded here too: by a ping after so many. */
    private void publishAtMostOnce(MqttPublication publication)
            throws IOException, InterruptedException {
        throwFailure();
        while (link == null || (unconfirmedAtMostOnce >= maxInFlight && lastPong < lastPing)) {
            await();
        }
        if (unconfirmedAtMostOnce >= maxInFlight) {
            unconfirmedAtMostOnce = 0;
        }
        link.publish(0, publication);
        counters.count(SinkMetric.PUBLISHED);
        if (++unconfirmedAtMostOnce >= maxInFlight) {
            link.ping(++lastPing);
        }
    }

    private void send() {
        MqttLink current = link;
        if (current != null) {
            counters.count(SinkMetric.REPEATED, inFlight.send(current, window));
        }
    }

    private void answered(@Nullable Instant written) {
        if (written != null) {
            waiting = inFlight.size();
            latency.update(Duration.between(written, clock.instant()).toMillis());
            counters.count(SinkMetric.ACKNOWLEDGED);
            send();
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        synchronized (lock) {
            throwFailure();
            while (inFlight.size() > 0) {
                await();
            }
        }
    }

    /** Waits for news from the network's thread. */
    @SuppressWarnings("WaitNotInLoop") // every caller loops
    private void await() throws IOException, InterruptedException {
        throwFailure();
        lock.wait();
        throwFailure();
    }

    private void throwFailure() throws IOException {
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        session.close();
        transport.close();
    }

    private final class Events implements SessionListener {

        @Override
        public void connected(int connection, MqttLink established, ConnectAck ack) {
            synchronized (lock) {
                counters.count(SinkMetric.CONNECTED);
                counters.count(SinkMetric.RECONNECTED, connection > 1 ? 1 : 0);
                link = established;
                window = Math.min(maxInFlight, ack.receiveMaximum());
                unconfirmedAtMostOnce = 0;
                lastPong = lastPing;
                inFlight.reconnected();
                send();
                lock.notifyAll();
            }
        }

        @Override
        public void published(int packetId, int reasonCode) {
            synchronized (lock) {
                if (ReasonCodes.refused(reasonCode)) {
                    failure =
                            new MqttSessionException(
                                    "MQTT broker "
                                            + broker
                                            + " refused a message on topic '"
                                            + inFlight.topic(packetId)
                                            + "': "
                                            + ReasonCodes.text(reasonCode),
                                    null);
                } else {
                    answered(inFlight.answered(packetId));
                }
                lock.notifyAll();
            }
        }

        @Override
        public void pong(long token) {
            synchronized (lock) {
                lastPong = token;
                lock.notifyAll();
            }
        }

        @Override
        public void lost() {
            synchronized (lock) {
                counters.count(SinkMetric.LOST);
                link = null;
            }
        }

        @Override
        public void attemptFailed() {
            counters.count(SinkMetric.ATTEMPT_FAILED);
        }

        @Override
        public void failed(MqttSessionException cause) {
            synchronized (lock) {
                failure = cause;
                lock.notifyAll();
            }
        }

        @Override
        public void subscribed(int[] reasonCodes) {
            // a sink subscribes to nothing
        }

        @Override
        public void delivered(Delivery delivery) {
            // a sink subscribes to nothing
        }
    }
}
