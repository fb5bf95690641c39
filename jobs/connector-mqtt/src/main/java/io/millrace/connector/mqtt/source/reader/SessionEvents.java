package io.millrace.connector.mqtt.source.reader;

import io.millrace.connector.mqtt.link.ConnectAck;
import io.millrace.connector.mqtt.link.Delivery;
import io.millrace.connector.mqtt.link.MqttLink;
import io.millrace.connector.mqtt.metrics.MqttCounters;
import io.millrace.connector.mqtt.metrics.SourceMetric;
import io.millrace.connector.mqtt.session.MqttSessionException;
import io.millrace.connector.mqtt.session.SessionListener;
import io.millrace.connector.mqtt.source.RetainedMessages;
import io.millrace.connector.mqtt.source.SourceSettings;
import java.util.Arrays;
import java.util.List;

/** Subscribes on every connection and passes the rest on to the task's thread. */
final class SessionEvents implements SessionListener {

    private final SessionReader<?> reader;
    private final Inbox inbox;
    private final SourceSettings settings;
    private final List<String> filters;
    private final List<String> stale;
    private final MqttCounters<SourceMetric> counters;

    /**
     * @param stale filters of an earlier life of the session that are wanted no longer
     */
    SessionEvents(
            SessionReader<?> reader,
            Inbox inbox,
            SourceSettings settings,
            List<String> filters,
            List<String> stale,
            MqttCounters<SourceMetric> counters) {
        this.reader = reader;
        this.inbox = inbox;
        this.settings = settings;
        this.filters = filters;
        this.stale = stale;
        this.counters = counters;
    }

    @Override
    public void connected(int connection, MqttLink link, ConnectAck ack) {
        counters.count(SourceMetric.CONNECTED);
        counters.count(SourceMetric.RECONNECTED, connection > 1 ? 1 : 0);
        inbox.add(
                reader,
                new SessionEvent.Connected(link, ack.sessionPresent(), ack.sessionExpiry()));
        // A session that is present need not have its subscriptions: they may never have arrived.
        link.subscribe(filters, settings.qos(), settings.retained() == RetainedMessages.FIRST);
        if (!stale.isEmpty()) {
            link.unsubscribe(stale);
        }
        inbox.applyBackPressure();
    }

    @Override
    public void subscribed(int[] reasonCodes) {
        inbox.add(reader, new SessionEvent.Subscribed(Arrays.stream(reasonCodes).boxed().toList()));
    }

    @Override
    public void delivered(Delivery delivery) {
        inbox.addQuietly(reader, new SessionEvent.Delivered(delivery));
    }

    @Override
    public void batchEnded() {
        inbox.wake();
    }

    @Override
    public void published(int packetId, int reasonCode) {
        // a source publishes nothing
    }

    @Override
    public void pong(long token) {
        inbox.add(reader, new SessionEvent.Confirmed(token));
    }

    @Override
    public void lost() {
        counters.count(SourceMetric.LOST);
    }

    @Override
    public void attemptFailed() {
        counters.count(SourceMetric.ATTEMPT_FAILED);
    }

    @Override
    public void failed(MqttSessionException failure) {
        inbox.add(reader, new SessionEvent.Failed(failure));
    }
}
