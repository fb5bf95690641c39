package io.millrace.connector.mqtt.source.reader;

import io.millrace.connector.mqtt.metrics.MqttCounters;
import io.millrace.connector.mqtt.metrics.SourceMetric;
import io.millrace.connector.mqtt.source.SourceSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the broker waits for acknowledgements. It tells nobody the size of its window, but a
 * full one shows: checkpoint after checkpoint meets the same number of unacknowledged messages.
 */
final class WindowWatch {

    private static final Logger LOG = LoggerFactory.getLogger(WindowWatch.class);

    /** Equal counts in a row that are taken for a full window. */
    private static final int SUSPICIOUS = 3;

    /** Below this, equal counts are a quiet topic. */
    private static final int SMALLEST_WINDOW = 8;

    private final SourceSettings settings;
    private final int index;
    private final MqttCounters<SourceMetric> counters;
    private int lastCount;
    private int equal;
    private long deliveries;
    private boolean warned;

    WindowWatch(SourceSettings settings, int index, MqttCounters<SourceMetric> counters) {
        this.settings = settings;
        this.index = index;
        this.counters = counters;
    }

    void delivered() {
        deliveries++;
    }

    /** A checkpoint is taken with so many unacknowledged messages. */
    void checkpoint(int unacknowledged) {
        boolean same =
                unacknowledged == lastCount && unacknowledged >= SMALLEST_WINDOW && deliveries > 0;
        equal = same ? equal + 1 : 1;
        lastCount = unacknowledged;
        deliveries = 0;
        if (unacknowledged < settings.receiveMaximum() && equal < SUSPICIOUS) {
            return;
        }
        counters.count(SourceMetric.WINDOW_FULL);
        if (!warned) {
            warned = true;
            LOG.warn(
                    "MQTT broker {} sends client {} no more than {} messages per checkpoint: it waits"
                            + " for acknowledgements, which come with the checkpoint. The rate is"
                            + " at most readers x window / checkpoint interval. Checkpoint more"
                            + " often, raise the broker's limit for messages in flight (mosquitto:"
                            + " max_inflight_messages; others: receive maximum) or"
                            + " 'receive-maximum' ({}), or add 'readers'.",
                    settings.connection().address().hostAndPort(),
                    settings.clientId(index),
                    unacknowledged,
                    settings.receiveMaximum());
        }
    }
}
