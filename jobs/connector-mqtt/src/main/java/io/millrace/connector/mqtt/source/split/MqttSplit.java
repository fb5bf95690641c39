package io.millrace.connector.mqtt.source.split;

import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One broker session and where it stands.
 *
 * @param index number of the reader, from 0
 * @param filters what the session is subscribed to as far as is known; differs from the job's
 *     options after these were changed
 * @param established whether the session was seen at the broker with its subscriptions
 * @param emitted number of messages emitted
 * @param unconfirmed deliveries whose effect this checkpoint holds and which the broker may repeat
 */
public record MqttSplit(
        int index,
        List<String> filters,
        boolean established,
        long emitted,
        List<Unconfirmed> unconfirmed)
        implements SourceSplit {

    public MqttSplit {
        filters = List.copyOf(filters);
        unconfirmed = List.copyOf(unconfirmed);
    }

    /** A session that was never connected. */
    public static MqttSplit fresh(int index, List<String> filters) {
        return new MqttSplit(index, filters, false, 0, List.of());
    }

    @Override
    public String splitId() {
        return "reader-" + index;
    }
}
