package io.millrace.connector.mqtt;

import io.millrace.connector.mqtt.sink.MessageIds;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Options of the sink, beside those of the connection. */
public final class MqttSinkOptions {

    public static final ConfigOption<String> TOPIC =
            ConfigOptions.key("topic")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Topic to publish to; {column} is replaced by the column's value, with"
                                    + " / + # and % percent-encoded. A metadata column 'topic' wins.");

    public static final ConfigOption<Integer> QOS =
            ConfigOptions.key("qos")
                    .intType()
                    .defaultValue(1)
                    .withDescription(
                            "Quality of service: 1 (at least once) or 0 (may be lost). A metadata"
                                    + " column 'qos' wins.");

    public static final ConfigOption<Boolean> RETAINED =
            ConfigOptions.key("sink.retained")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether the broker keeps the newest message of a topic for later"
                                    + " subscribers. A metadata column 'retained' wins.");

    public static final ConfigOption<Integer> MAX_IN_FLIGHT =
            ConfigOptions.key("sink.max-in-flight")
                    .intType()
                    .defaultValue(1_000)
                    .withDescription(
                            "Most unanswered messages of a subtask, 1 to 60000. The broker's receive"
                                    + " maximum may lower it.");

    public static final ConfigOption<MessageIds> MESSAGE_ID =
            ConfigOptions.key("sink.message-id")
                    .enumType(MessageIds.class)
                    .defaultValue(MessageIds.NONE)
                    .withDescription(
                            "User property 'message-id' for consumers to drop repeats by: 'none', or"
                                    + " 'content' (a hash of topic and payload, the same when a"
                                    + " record is published again). A metadata column 'message-id'"
                                    + " wins. MQTT 5 only.");

    public static final ConfigOption<String> CONTENT_TYPE =
            ConfigOptions.key("sink.content-type")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Content type of each message (MQTT 5), e.g. application/json.");

    public static final ConfigOption<Duration> MESSAGE_EXPIRY =
            ConfigOptions.key("sink.message-expiry")
                    .durationType()
                    .noDefaultValue()
                    .withDescription(
                            "How long the broker keeps a message for a subscriber that is away"
                                    + " (MQTT 5); default: without limit.");

    private MqttSinkOptions() {}
}
