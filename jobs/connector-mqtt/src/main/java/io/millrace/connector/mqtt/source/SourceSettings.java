package io.millrace.connector.mqtt.source;

import io.millrace.connector.mqtt.connection.ConnectionSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/**
 * All settings of the source, valid.
 *
 * @param filters what each reader subscribes to, by its number; shared ones with their prefix
 * @param qos highest quality of service to take: 0 or 1
 * @param bufferSize bytes a subtask holds before it stops reading
 * @param boundedCount messages per reader after which it ends; null for never
 * @param boundedIdle silence after which a reader ends; null for never
 * @param brokerDropsTopic where the broker tells how many messages it dropped; null for nowhere
 * @param redeliveryMemory how long what the broker has confirmed is still recognised
 * @param recogniseRedeliveries false only in the test that shows what recognition is for
 */
public record SourceSettings(
        ConnectionSettings connection,
        String clientId,
        List<List<String>> filters,
        int qos,
        int receiveMaximum,
        Duration sessionExpiry,
        RetainedMessages retained,
        Acknowledge acknowledge,
        long bufferSize,
        @Nullable Long boundedCount,
        @Nullable Duration boundedIdle,
        @Nullable String brokerDropsTopic,
        Duration redeliveryMemory,
        boolean recogniseRedeliveries)
        implements Serializable {

    public int readers() {
        return filters.size();
    }

    /** All a reader subscribes to: its filters, and what the broker tells. */
    public List<String> subscriptions(int reader) {
        List<String> all = new ArrayList<>(filters.get(reader));
        if (brokerDropsTopic != null) {
            all.add(brokerDropsTopic);
        }
        return all;
    }

    /** The client id of a reader's session. */
    public String clientId(int reader) {
        return clientId + "-" + reader;
    }

    public boolean bounded() {
        return boundedCount != null || boundedIdle != null;
    }

    /** The same with another way to acknowledge. */
    public SourceSettings with(Acknowledge other) {
        return new SourceSettings(
                connection,
                clientId,
                filters,
                qos,
                receiveMaximum,
                sessionExpiry,
                retained,
                other,
                bufferSize,
                boundedCount,
                boundedIdle,
                brokerDropsTopic,
                redeliveryMemory,
                recogniseRedeliveries);
    }

    /** The same without recognition of redeliveries, which doubles messages. */
    public SourceSettings withoutRecognition() {
        return new SourceSettings(
                connection,
                clientId,
                filters,
                qos,
                receiveMaximum,
                sessionExpiry,
                retained,
                acknowledge,
                bufferSize,
                boundedCount,
                boundedIdle,
                brokerDropsTopic,
                redeliveryMemory,
                false);
    }
}
