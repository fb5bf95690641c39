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
 * full one shows: checkpoint after checkpoint meets the same number of unacknowledged messages, and
 * nothing has come for the latter half of the interval.
 */
final class WindowWatch {

    private static final Logger LOG = LoggerFactory.getLogger(WindowWatch.class);

    /** Equal counts in a row that are taken for a full window. */
    private static final int SUSPICIOUS = 4;

    /** Below this, equal counts are a quiet topic. */
    private static final int SMALLEST_WINDOW = 8;

    private final SourceSettings settings;
    private final int index;
    private final MqttCounters<SourceMetric> counters;
    private final Clock clock;
    private Instant lastCheckpoint;
    private Instant lastDelivery;
    private boolean checkpointed;
    private int lastCount;
    private int equal;
    private boolean warned;

    WindowWatch(
            SourceSettings settings, int index, MqttCounters<SourceMetric> counters, Clock clock) {
        this.settings = settings;
        this.index = index;
        this.counters = counters;
        this.clock = clock;
        this.lastCheckpoint = clock.instant();
        this.lastDelivery = lastCheckpoint;
    }

    void delivered() {
        lastDelivery = clock.instant();
    }

    /** A checkpoint is taken with so many unacknowledged messages. */
    void checkpoint(int unacknowledged) {
        Instant now = clock.instant();
        Duration interval = Duration.between(lastCheckpoint, now);
        Duration silence = Duration.between(lastDelivery, now);
        boolean stalled =
                unacknowledged >= SMALLEST_WINDOW
                        && silence.compareTo(interval) < 0
                        && silence.multipliedBy(2).compareTo(interval) >= 0;
        equal = !stalled ? 0 : unacknowledged == lastCount ? equal + 1 : 1;
        lastCount = unacknowledged;
        lastCheckpoint = now;
        checkpointed = true;
        if (unacknowledged >= settings.receiveMaximum() || equal >= SUSPICIOUS) {
            counters.count(SourceMetric.WINDOW_FULL);
            warn(unacknowledged);
        }
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
                        + " max_inflight_messages; others: receive maximum) or"
                        + " 'receive-maximum' ({}), or add 'readers'.",
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
