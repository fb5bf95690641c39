package io.millrace.connector.mqtt.session;

import io.millrace.connector.mqtt.connection.RetryPolicy;
import io.millrace.connector.mqtt.link.ConnectAck;
import io.millrace.connector.mqtt.link.ConnectRequest;
import io.millrace.connector.mqtt.link.Delivery;
import io.millrace.connector.mqtt.link.LinkListener;
import io.millrace.connector.mqtt.link.LinkLoss;
import io.millrace.connector.mqtt.link.LossResponse;
import io.millrace.connector.mqtt.link.MqttLink;
import io.millrace.connector.mqtt.link.MqttTransport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client id's connection, made again whenever it is lost, until patience ends.
 *
 * <pre>
 *   start ──▶ connecting ──connected──▶ up ──lost──▶ pausing ──▶ connecting ...
 *                 └──lost──▶ pausing; patience over or hopeless ──▶ failed
 * </pre>
 *
 * All of it runs on the transport's thread, except {@link #close}.
 */
public final class PersistentLink {

    private static final Logger LOG = LoggerFactory.getLogger(PersistentLink.class);

    private final MqttTransport transport;
    private final ConnectRequest request;
    private final SessionListener listener;
    private final Clock clock;
    private final DoubleSupplier jitter;

    private volatile boolean closed;
    @Nullable private volatile MqttLink link;
    private int connection;
    private int attempt;
    private boolean connectedBefore;
    private Instant since;

    /**
     * @param connectedBefore whether an earlier life of this session reached the broker, so that
     *     its absence is an outage and not a wrong setting
     * @param jitter gives numbers from 0 to 1
     */
    public PersistentLink(
            MqttTransport transport,
            ConnectRequest request,
            boolean connectedBefore,
            SessionListener listener,
            Clock clock,
            DoubleSupplier jitter) {
        this.transport = transport;
        this.request = request;
        this.connectedBefore = connectedBefore;
        this.listener = listener;
        this.clock = clock;
        this.jitter = jitter;
        this.since = clock.instant();
    }

    public void start() {
        transport.schedule(Duration.ZERO, this::open);
    }

    /** Says goodbye to the broker after what was sent, and does not come back. */
    public void close() {
        closed = true;
        MqttLink last = link;
        if (last != null) {
            last.disconnect();
        }
    }

    /** Pauses or resumes reading; lasts until the next connection. */
    public void read(boolean on) {
        MqttLink current = link;
        if (current != null) {
            current.read(on);
        }
    }

    private void open() {
        if (closed) {
            return;
        }
        Attempt next = new Attempt();
        MqttLink opened = transport.open(request, next);
        next.opened = opened;
        link = opened;
        if (closed) {
            opened.disconnect();
        }
    }

    private void lost(boolean wasUp, LinkLoss loss) {
        if (closed) {
            return;
        }
        link = null;
        if (wasUp) {
            LOG.warn("Lost {}: {}; connecting again", name(), loss.reason());
            since = clock.instant();
            attempt = 0;
            listener.lost();
        } else {
            listener.attemptFailed();
        }
        Duration tried = Duration.between(since, clock.instant());
        if (hopeless(loss) || tried.compareTo(patience()) >= 0) {
            listener.failed(unreachable(loss, tried));
            return;
        }
        Duration pause = request.settings().retry().backoff(attempt++, jitter.getAsDouble());
        if (!wasUp) {
            sayNextAttempt(loss, pause);
        }
        transport.schedule(pause, this::open);
    }

    /** A broker that refuses needs somebody to look; one that is away may come back by itself. */
    private void sayNextAttempt(LinkLoss loss, Duration pause) {
        if (loss.response() == LossResponse.RETRY) {
            LOG.info("No {}: {}; next attempt in {} ms", name(), loss.reason(), pause.toMillis());
        } else {
            LOG.warn(
                    "No {}: {}; next attempt in {} ms, until 'outage-limit' = {} s",
                    name(),
                    loss.reason(),
                    pause.toMillis(),
                    patience().toSeconds());
        }
    }

    private boolean hopeless(LinkLoss loss) {
        return loss.response() == LossResponse.FAIL
                || (loss.response() == LossResponse.FAIL_AT_START && !connectedBefore);
    }

    private Duration patience() {
        return request.settings().retry().patience(connectedBefore);
    }

    private MqttSessionException unreachable(LinkLoss loss, Duration tried) {
        RetryPolicy retry = request.settings().retry();
        String broker = "MQTT broker " + request.settings().address().hostAndPort() + " ('url')";
        String text;
        if (loss.response() == LossResponse.FAIL && loss.reason().contains("taken over")) {
            text =
                    broker
                            + " gave the session of client '"
                            + request.clientId()
                            + "' to another connection. Each 'client-id' may be used by one table"
                            + " of one running job; give this one its own.";
        } else if (hopeless(loss)) {
            text = broker + ", client '" + request.clientId() + "': " + loss.reason() + ".";
        } else if (connectedBefore) {
            text =
                    String.format(
                            "%s was away for %d s: %s. The limit is 'outage-limit' = %d s; bring"
                                    + " the broker back or raise the limit.",
                            broker,
                            tried.toSeconds(),
                            loss.reason(),
                            retry.outageLimit().toSeconds());
        } else {
            text =
                    String.format(
                            "%s could not be reached in %d attempts within 'start-timeout' = %d ms:"
                                    + " %s. Start the broker, correct 'url', or raise"
                                    + " 'start-timeout'.",
                            broker, attempt + 1, retry.startTimeout().toMillis(), loss.reason());
        }
        return connectedBefore
                ? new MqttSessionException(text, loss.cause())
                : new MqttStartException(text, loss.cause());
    }

    private String name() {
        return "connection to MQTT broker "
                + request.settings().address().hostAndPort()
                + " of client "
                + request.clientId();
    }

    /** Hears one connection; a connection given up for a newer one is no longer listened to. */
    private final class Attempt implements LinkListener {

        @Nullable private MqttLink opened;
        private boolean up;

        @Override
        public void connected(ConnectAck ack) {
            up = true;
            connectedBefore = true;
            attempt = 0;
            connection++;
            LOG.info("Made {}, session present: {}", name(), ack.sessionPresent());
            if (opened != null && !closed) {
                listener.connected(connection, opened, ack);
            }
        }

        @Override
        public void subscribed(int[] reasonCodes) {
            listener.subscribed(reasonCodes);
        }

        @Override
        public void delivered(Delivery delivery) {
            listener.delivered(delivery);
        }

        @Override
        public void batchEnded() {
            listener.batchEnded();
        }

        @Override
        public void published(int packetId, int reasonCode) {
            listener.published(packetId, reasonCode);
        }

        @Override
        public void pong(long token) {
            listener.pong(token);
        }

        @Override
        public void closed(LinkLoss loss) {
            lost(up, loss);
        }
    }
}
