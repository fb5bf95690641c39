package io.millrace.connector.mqtt.source.reader;

import io.millrace.connector.mqtt.source.SourceSettings;
import java.nio.charset.StandardCharsets;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears from the broker, where it tells on a topic, how many messages it has dropped. */
final class BrokerDrops {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerDrops.class);

    private static final long UNKNOWN = -1;

    @Nullable private final String topic;
    private final String broker;

    /** Written by the task's thread, read by the metric's reader. */
    private volatile long dropped = UNKNOWN;

    BrokerDrops(SourceSettings settings) {
        this.topic = settings.brokerDropsTopic();
        this.broker = settings.connection().address().hostAndPort();
    }

    /** Whether a message is no message of a publisher but the broker's own count. */
    boolean concerns(String messageTopic) {
        return messageTopic.equals(topic);
    }

    void refused(String reason) {
        LOG.warn(
                "MQTT broker {} refused the subscription to 'broker-drops-topic' = '{}': {}."
                        + " Messages that it drops will not show.",
                broker,
                topic,
                reason);
    }

    void told(byte[] payload) {
        String text = new String(payload, StandardCharsets.UTF_8).strip();
        long total;
        try {
            total = Long.parseLong(text);
        } catch (NumberFormatException e) {
            LOG.warn("'broker-drops-topic' = '{}' does not tell a number: '{}'", topic, text);
            return;
        }
        long before = Math.max(dropped, 0);
        dropped = total;
        if (total > before) {
            LOG.error(
                    "MQTT broker {} has dropped {} messages since it started, {} of them since it"
                            + " last said so, of all clients together: a queue was full. Raise its"
                            + " limit for messages queued per client (mosquitto:"
                            + " max_queued_messages; HiveMQ: max-queue-size) to the rate times the"
                            + " longest outage.",
                    broker,
                    total,
                    total - before);
        }
    }

    /** Total since the broker started, -1 if it said nothing. */
    long dropped() {
        return dropped;
    }
}
