package io.millrace.connector.mqtt.source.reader;

import io.millrace.connector.mqtt.MqttMessage;
import io.millrace.connector.mqtt.connection.ProtocolVersion;
import io.millrace.connector.mqtt.link.ConnectRequest;
import io.millrace.connector.mqtt.link.Delivery;
import io.millrace.connector.mqtt.link.MqttLink;
import io.millrace.connector.mqtt.link.MqttTransport;
import io.millrace.connector.mqtt.link.ReasonCodes;
import io.millrace.connector.mqtt.metrics.MqttCounters;
import io.millrace.connector.mqtt.metrics.SourceMetric;
import io.millrace.connector.mqtt.session.MqttSessionException;
import io.millrace.connector.mqtt.session.PersistentLink;
import io.millrace.connector.mqtt.source.Acknowledge;
import io.millrace.connector.mqtt.source.RetainedMessages;
import io.millrace.connector.mqtt.source.SourceSettings;
import io.millrace.connector.mqtt.source.split.MqttSplit;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.annotation.Nullable;
import org.apache.flink.api.connector.source.SourceOutput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one split: a broker session. Runs on the task's thread; what the network's thread has to
 * say comes through the inbox, so that a new connection takes effect after all deliveries of the
 * old one.
 */
final class SessionReader<T> {

    private static final Logger LOG = LoggerFactory.getLogger(SessionReader.class);

    /** Acknowledgements collected before they are sent when they need not wait for a checkpoint. */
    private static final int RECEIPT_BATCH = 512;

    /** By then a job that takes checkpoints has taken one. */
    private static final Duration FIRST_CHECKPOINT = Duration.ofMinutes(10);

    private final SourceSettings settings;
    private final int index;
    private final List<String> filters;
    private final Inbox inbox;
    private final Emission<T> emission;
    private final MqttCounters<SourceMetric> counters;
    private final Clock clock;
    private final MqttTransport transport;
    private final PersistentLink session;
    private final DeliveryLedger ledger;
    private final WindowWatch window;
    private final BrokerDrops drops;

    @Nullable private MqttLink link;
    private boolean established;
    private boolean resubscribed;
    private long emitted;
    private boolean finished;
    private Instant lastMessage;

    /** Unacknowledged deliveries, for the metric's reader. */
    private volatile int inFlight;

    SessionReader(
            SourceSettings settings,
            MqttSplit split,
            Inbox inbox,
            Emission<T> emission,
            MqttCounters<SourceMetric> counters,
            MqttTransport transport,
            Clock clock) {
        this.settings = settings;
        this.index = split.index();
        this.filters = settings.subscriptions(index);
        this.drops = new BrokerDrops(settings);
        this.inbox = inbox;
        this.emission = emission;
        this.counters = counters;
        this.clock = clock;
        this.transport = transport;
        this.ledger =
                new DeliveryLedger(settings.recogniseRedeliveries(), settings.redeliveryMemory());
        this.window = new WindowWatch(settings, index, counters, clock);
        this.established = split.established();
        this.emitted = split.emitted();
        this.lastMessage = clock.instant();
        ledger.restore(split.unconfirmed());
        ConnectRequest request =
                new ConnectRequest(
                        settings.connection(),
                        settings.clientId(index),
                        false,
                        settings.sessionExpiry(),
                        settings.receiveMaximum());
        List<String> stale = split.filters().stream().filter(f -> !filters.contains(f)).toList();
        this.session =
                new PersistentLink(
                        transport,
                        request,
                        split.established(),
                        new SessionEvents(this, inbox, settings, filters, stale, counters),
                        clock,
                        () -> ThreadLocalRandom.current().nextDouble());
    }

    void start() {
        session.start();
        if (settings.acknowledge() == Acknowledge.CHECKPOINT) {
            transport.schedule(
                    FIRST_CHECKPOINT, () -> inbox.add(this, new SessionEvent.FirstCheckpointDue()));
        }
        if (settings.boundedIdle() != null) {
            scheduleIdleCheck(settings.boundedIdle());
        }
    }

    int index() {
        return index;
    }

    boolean finished() {
        return finished;
    }

    void handle(SessionEvent event, SourceOutput<T> output) throws IOException {
        if (event instanceof SessionEvent.Delivered delivered) {
            deliver(delivered.delivery(), output);
        } else if (event instanceof SessionEvent.Confirmed confirmed) {
            counters.count(
                    SourceMetric.CONFIRMED, ledger.confirmed(confirmed.burst(), clock.instant()));
        } else if (event instanceof SessionEvent.Connected connected) {
            connected(connected);
        } else if (event instanceof SessionEvent.Subscribed subscribed) {
            subscribed(subscribed.reasonCodes());
        } else if (event instanceof SessionEvent.IdleCheck) {
            checkIdle();
        } else if (event instanceof SessionEvent.FirstCheckpointDue) {
            window.firstCheckpointDue(ledger.unacknowledged());
        } else if (event instanceof SessionEvent.Failed failed) {
            throw failed.failure();
        }
    }

    private void connected(SessionEvent.Connected connected) {
        link = connected.link();
        lastMessage = clock.instant();
        resubscribed = established && connected.sessionPresent();
        if (connected.sessionPresent()) {
            ledger.resumed(clock.instant());
        } else {
            ledger.reset();
        }
        if (established && !connected.sessionPresent()) {
            counters.count(SourceMetric.SESSION_RESETS);
            LOG.error(
                    "MQTT broker {} no longer has the session of client {}: what it queued for it"
                            + " since the last connection is lost. Common causes:"
                            + " 'session-expiry' ({} s) shorter than the outage, a broker without"
                            + " persistence, or another client id.",
                    settings.connection().address().hostAndPort(),
                    settings.clientId(index),
                    settings.sessionExpiry().toSeconds());
        }
        Duration granted = connected.sessionExpiry();
        if (granted != null && granted.compareTo(settings.sessionExpiry()) < 0) {
            LOG.warn(
                    "MQTT broker {} keeps the session of client {} for {} s only, not for the {} s of"
                            + " 'session-expiry'; an outage longer than that loses messages.",
                    settings.connection().address().hostAndPort(),
                    settings.clientId(index),
                    granted.toSeconds(),
                    settings.sessionExpiry().toSeconds());
        }
    }

    private void subscribed(List<Integer> reasonCodes) throws MqttSessionException {
        for (int i = 0; i < reasonCodes.size() && i < filters.size(); i++) {
            boolean refused = ReasonCodes.refused(reasonCodes.get(i));
            if (drops.concerns(filters.get(i))) {
                if (refused) {
                    drops.refused(ReasonCodes.text(reasonCodes.get(i)));
                }
                continue;
            }
            if (refused) {
                throw new MqttSessionException(
                        "MQTT broker "
                                + settings.connection().address().hostAndPort()
                                + " refused client '"
                                + settings.clientId(index)
                                + "' the subscription to '"
                                + filters.get(i)
                                + "' ('topic'): "
                                + ReasonCodes.text(reasonCodes.get(i)),
                        null);
            }
            if (reasonCodes.get(i) < settings.qos()) {
                LOG.warn(
                        "The broker grants quality of service {} for '{}' and not {}: messages may"
                                + " be lost.",
                        reasonCodes.get(i),
                        filters.get(i),
                        settings.qos());
            }
        }
        established = true;
    }

    private void deliver(Delivery delivery, SourceOutput<T> output) throws IOException {
        if (finished) {
            return; // stays unacknowledged, and at the broker
        }
        boolean fresh =
                delivery.packetId() == 0
                        || ledger.admit(
                                delivery.packetId(), delivery.fingerprint(), delivery.duplicate());
        inFlight = ledger.unacknowledged();
        if (drops.concerns(delivery.message().topic())) {
            drops.told(delivery.message().payload());
        } else {
            take(delivery, fresh, output);
        }
        if (settings.acknowledge() == Acknowledge.RECEIPT) {
            acknowledgeOnReceipt();
        } else if (!fresh) {
            acknowledge(); // a checkpoint may have covered it long ago
        }
    }

    private void take(Delivery delivery, boolean fresh, SourceOutput<T> output) throws IOException {
        counters.count(SourceMetric.RECEIVED);
        lastMessage = delivery.message().arrival();
        if (!fresh) {
            counters.count(SourceMetric.REDELIVERED);
        } else if (unwantedRetained(delivery)) {
            counters.count(SourceMetric.RETAINED_DROPPED);
        } else {
            emit(delivery.message(), output);
        }
    }

    /**
     * MQTT 3.1.1 has no way to ask for no retained messages; brokers send them on every SUBSCRIBE.
     */
    private boolean unwantedRetained(Delivery delivery) {
        return delivery.message().retained()
                && !delivery.duplicate()
                && settings.connection().version() == ProtocolVersion.V3_1_1
                && (resubscribed || settings.retained() == RetainedMessages.NONE);
    }

    private void emit(MqttMessage message, SourceOutput<T> output) throws IOException {
        emission.emit(message, output);
        counters.count(SourceMetric.EMITTED);
        emitted++;
        window.delivered();
        finished = settings.boundedCount() != null && emitted >= settings.boundedCount();
    }

    private void acknowledgeOnReceipt() {
        if (ledger.unacknowledged() >= RECEIPT_BATCH || inbox.isEmpty()) {
            ledger.checkpoint(0);
            ledger.checkpointCompleted(0);
            acknowledge();
        }
    }

    private void acknowledge() {
        int[] ids = ledger.takeAcknowledgeable();
        inFlight = ledger.unacknowledged();
        MqttLink current = link;
        if (ids.length > 0 && current != null) {
            current.acknowledge(ids);
            current.ping(ledger.lastBurst());
            counters.count(SourceMetric.ACKNOWLEDGED, ids.length);
        }
    }

    MqttSplit snapshot(long checkpointId) {
        window.checkpoint();
        ledger.checkpoint(checkpointId);
        return new MqttSplit(index, filters, established, emitted, ledger.snapshot());
    }

    void checkpointCompleted(long checkpointId) {
        window.acknowledging(ledger.unacknowledged());
        ledger.checkpointCompleted(checkpointId);
        acknowledge();
    }

    private void checkIdle() {
        Duration limit = settings.boundedIdle();
        if (limit == null || finished) {
            return;
        }
        Duration idle = Duration.between(lastMessage, clock.instant());
        if (established && link != null && idle.compareTo(limit) >= 0) {
            finished = true;
        } else {
            Duration left = limit.minus(idle);
            scheduleIdleCheck(left.toMillis() < 1 ? limit : left);
        }
    }

    private void scheduleIdleCheck(Duration delay) {
        transport.schedule(delay, () -> inbox.add(this, new SessionEvent.IdleCheck()));
    }

    /** Deliveries of this connection not yet acknowledged; readable from any thread. */
    int inFlight() {
        return inFlight;
    }

    /** See {@link WindowWatch#limit}; readable from any thread. */
    int windowLimit() {
        return window.limit();
    }

    /** See {@link BrokerDrops#dropped}; readable from any thread. */
    long brokerDropped() {
        return drops.dropped();
    }

    /** Pauses or resumes reading from the network. */
    void read(boolean on) {
        session.read(on);
    }

    void close() {
        session.close();
    }
}
