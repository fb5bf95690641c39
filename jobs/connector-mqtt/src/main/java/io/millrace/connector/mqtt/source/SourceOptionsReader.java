package io.millrace.connector.mqtt.source;

import static io.millrace.connector.mqtt.MqttConnectionOptions.CLIENT_ID;
import static io.millrace.connector.mqtt.MqttConnectionOptions.PROTOCOL_VERSION;
import static io.millrace.connector.mqtt.MqttSourceOptions.ACKNOWLEDGE;
import static io.millrace.connector.mqtt.MqttSourceOptions.BOUNDED_COUNT;
import static io.millrace.connector.mqtt.MqttSourceOptions.BOUNDED_IDLE;
import static io.millrace.connector.mqtt.MqttSourceOptions.BROKER_DROPS_TOPIC;
import static io.millrace.connector.mqtt.MqttSourceOptions.BUFFER_SIZE;
import static io.millrace.connector.mqtt.MqttSourceOptions.QOS;
import static io.millrace.connector.mqtt.MqttSourceOptions.READERS;
import static io.millrace.connector.mqtt.MqttSourceOptions.RECEIVE_MAXIMUM;
import static io.millrace.connector.mqtt.MqttSourceOptions.REDELIVERY_MEMORY;
import static io.millrace.connector.mqtt.MqttSourceOptions.RETAINED_MESSAGES;
import static io.millrace.connector.mqtt.MqttSourceOptions.SESSION_EXPIRY;
import static io.millrace.connector.mqtt.MqttSourceOptions.SHARED_GROUP;
import static io.millrace.connector.mqtt.MqttSourceOptions.TOPICS;

import io.millrace.connector.mqtt.MqttOptionException;
import io.millrace.connector.mqtt.connection.ConnectionOptionsReader;
import io.millrace.connector.mqtt.connection.ConnectionSettings;
import io.millrace.connector.mqtt.connection.OptionProblems;
import io.millrace.connector.mqtt.connection.ProtocolVersion;
import io.millrace.connector.mqtt.connection.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;

/** Makes {@link SourceSettings} of options. */
public final class SourceOptionsReader {

    private static final int MOST_READERS = 1_000;

    /** Brokers have 65,535 packet ids; one was seen to reuse an unanswered one near that number. */
    private static final int LARGEST_WINDOW = 60_000;

    private static final Duration LONGEST_MEMORY = Duration.ofHours(1);

    private final OptionProblems options;

    private SourceOptionsReader(OptionProblems options) {
        this.options = options;
    }

    /**
     * Reads and checks all options of the source.
     *
     * @throws MqttOptionException with all that is wrong
     */
    public static SourceSettings read(ReadableConfig config) {
        return new SourceOptionsReader(new OptionProblems(config)).settings();
    }

    private SourceSettings settings() {
        ConnectionSettings connection = ConnectionOptionsReader.read(options);
        String clientId =
                options.require(
                        CLIENT_ID,
                        "give this table's session a name that stays the same over restarts and"
                                + " that nobody else uses");
        int readers = options.within(READERS, 1, MOST_READERS, "a reader is one broker session");
        String group = group();
        List<String> filters = filters(readers, group);
        int qos =
                options.within(
                        QOS,
                        0,
                        1,
                        "what is published at 2 arrives at 1, and takes effect once too");
        int window =
                options.within(
                        RECEIVE_MAXIMUM, 1, LARGEST_WINDOW, "more readers give a larger window");
        Duration expiry =
                options.within(
                        SESSION_EXPIRY, Duration.ZERO, ConnectionOptionsReader.LONGEST_EXPIRY);
        Duration memory = options.within(REDELIVERY_MEMORY, Duration.ZERO, LONGEST_MEMORY);
        MemorySize buffer = options.get(BUFFER_SIZE);
        Long count = positive(BOUNDED_COUNT, options.get(BOUNDED_COUNT));
        Duration idle = options.get(BOUNDED_IDLE);
        if (idle != null && (idle.isZero() || idle.isNegative())) {
            options.add(BOUNDED_IDLE, idle, "is not above zero");
        }
        if (buffer == null || buffer.compareTo(MemorySize.parse("64kb")) < 0) {
            options.add(BUFFER_SIZE, buffer, "is below 64 kb, too small to read a network by");
        }
        String dropsTopic = brokerDropsTopic(filters);
        RetainedMessages retained = options.get(RETAINED_MESSAGES);
        Acknowledge acknowledge = options.get(ACKNOWLEDGE);
        options.throwIfAny();
        return new SourceSettings(
                Objects.requireNonNull(connection),
                Objects.requireNonNull(clientId),
                FilterDivision.divide(filters, readers, group),
                qos,
                window,
                expiry,
                Objects.requireNonNull(retained),
                acknowledge == null ? Acknowledge.CHECKPOINT : acknowledge,
                Objects.requireNonNull(buffer).getBytes(),
                count,
                idle,
                dropsTopic,
                memory,
                true);
    }

    @Nullable
    private String group() {
        String group = options.get(SHARED_GROUP);
        if (group == null) {
            return null;
        }
        if (group.isEmpty() || !group.matches("[^/+#\\x00]+")) {
            options.add(SHARED_GROUP, group, "must be one topic level without / + #");
        }
        if (options.get(PROTOCOL_VERSION) == ProtocolVersion.V3_1_1) {
            options.add(
                    SHARED_GROUP,
                    group,
                    "needs 'protocol-version' = '5'; MQTT 3.1.1 has no shared subscriptions");
        }
        return group;
    }

    private List<String> filters(int readers, @Nullable String group) {
        List<String> filters = options.get(TOPICS);
        if (filters == null || filters.isEmpty()) {
            options.add("'topic' is missing: name one or more topic filters, separated by ';'");
            return List.of();
        }
        List<String> trimmed = filters.stream().map(String::strip).toList();
        for (String filter : trimmed) {
            try {
                TopicNames.requireFilter(filter);
            } catch (IllegalArgumentException e) {
                options.add("'topic': the filter '" + filter + "' " + e.getMessage());
            }
        }
        FilterDivision.overlaps(trimmed).forEach(options::add);
        if (group == null && readers > trimmed.size()) {
            options.add(
                    READERS,
                    readers,
                    "exceeds the number of filters in 'topic' ("
                            + trimmed.size()
                            + "); a reader would have nothing to read. Lower it, add filters, or"
                            + " share the filters with 'shared-group'");
        }
        return trimmed;
    }

    @Nullable
    private String brokerDropsTopic(List<String> filters) {
        String topic = options.get(BROKER_DROPS_TOPIC);
        if (topic == null) {
            return null;
        }
        options.parse(BROKER_DROPS_TOPIC, topic, TopicNames::requireName);
        List<String> all = new ArrayList<>(filters);
        all.add(topic);
        if (FilterDivision.overlaps(filters).isEmpty() && !FilterDivision.overlaps(all).isEmpty()) {
            options.add(
                    BROKER_DROPS_TOPIC,
                    topic,
                    "is matched by a filter in 'topic' too; a message is either data or the"
                            + " broker's own count");
        }
        return topic;
    }

    @Nullable
    private Long positive(ConfigOption<Long> option, @Nullable Long value) {
        if (value != null && value < 1) {
            options.add(option, value, "is below 1");
        }
        return value;
    }
}
