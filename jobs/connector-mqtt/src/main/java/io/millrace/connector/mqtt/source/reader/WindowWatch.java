package io.millrace.connector.mqtt.source.reader;

import io.millrace.connector.mqtt.metrics.MqttCounters;
import io.millrace.connector.mqtt.metrics.SourceMetric;
import io.millrace.connector.mqtt.source.SourceSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the broker waits for acknowledgements. It tells nobody the size of its window, but a
 * full one shows: checkpoint after checkpoint completes with the same number of unacknowledged
 * messages, and nothing has come for the latter half of the time since the last one.
 */
final class WindowWatch {

    private static final Logger LOG = LoggerFactory.getLogger(WindowWatch.class);

    /** Stalls at equal counts that are taken for a full window. */
    private static final int SUSPICIOUS = 4;

    /** Below this, equal counts are a quiet topic. */
    private static final int SMALLEST_WINDOW = 8;

    private final SourceSettings settings;
    private final int index;
    private final MqttCounters<SourceMetric> counters;
    private final Clock clock;
    private Instant lastAcknowledgement;
    private Instant lastDelivery;
    private boolean checkpointed;
    private int lastCount;
    private int equal;
    private boolean warned;

    /** Written by the task's thread, read by the metric's reader. */
    private volatile int limit;

    WindowWatch(
            SourceSettings settings, int index, MqttCounters<SourceMetric> counters, Clock clock) {
        this.settings = settings;
        this.index = index;
        this.counters = counters;
        this.clock = clock;
        this.lastAcknowledgement = clock.instant();
        this.lastDelivery = lastAcknowledgement;
    }

    void delivered() {
        lastDelivery = clock.instant();
    }

    /** A checkpoint is taken. */
    void checkpoint() {
        checkpointed = true;
    }

    /** A checkpoint has completed with so many unacknowledged messages, which it answers now. */
    void acknowledging(int unacknowledged) {
        Instant now = clock.instant();
        Duration interval = Duration.between(lastAcknowledgement, now);
        Duration silence = Duration.between(lastDelivery, now);
        boolean stalled =
                silence.compareTo(interval) < 0 && silence.multipliedBy(2).compareTo(interval) >= 0;
        if (unacknowledged < SMALLEST_WINDOW || unacknowledged != lastCount) {
            equal = 0;
        }
        equal += stalled && unacknowledged >= SMALLEST_WINDOW ? 1 : 0;
        lastCount = unacknowledged;
        lastAcknowledgement = now;
        if (unacknowledged >= settings.receiveMaximum() || equal >= SUSPICIOUS) {
            counters.count(SourceMetric.WINDOW_FULL);
            limit = unacknowledged;
            warn(unacknowledged);
        }
    }

    /** Messages at which the broker last waited for acknowledgements; 0 if it never did. */
    int limit() {
        return limit;
    }

    private void warn(int unacknowledged) {
        if (warned) {
            return;
        }
        warned = true;
        LOG.warn(
                "MQTT broker {} seems to send client {} no more than {} messages per checkpoint: it"
                        + " waits for acknowledgements, which come with the checkpoint. The rate is"
                        + " at most readers x window / checkpoint interval. Checkpoint more often,"
                        + " raise the broker's limit for messages in flight (mosquitto:"
                        + " max_inflight_messages with MQTT 3.1.1; others: receive maximum) or"
                        + " 'receive-maximum' ({}), or add 'readers'. Of 'protocol-version' 3.1.1"
                        + " and 5 only the latter tells the broker 'receive-maximum'.",
                settings.connection().address().hostAndPort(),
                settings.clientId(index),
                unacknowledged,
                settings.receiveMaximum());
    }

    /** Called once when a checkpoint ought to have been taken. */
    void firstCheckpointDue(int unacknowledged) {
        if (!checkpointed && unacknowledged > 0) {
            counters.count(SourceMetric.WINDOW_FULL);
            LOG.error(
                    "No checkpoint was taken since the job started, and {} messages for client {}"
                            + " wait for one to be acknowledged; the broker will soon stop sending."
                            + " Set execution.checkpointing.interval, or 'acknowledge' ="
                            + " 'receipt' if messages may be lost.",
                    unacknowledged,
                    settings.clientId(index));
        }
    }
}
