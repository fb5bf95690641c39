package io.millrace.connector.mqtt;

import io.millrace.connector.mqtt.source.Acknowledge;
import io.millrace.connector.mqtt.source.RetainedMessages;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** Options of the source, beside those of the connection. */
public final class MqttSourceOptions {

    public static final ConfigOption<List<String>> TOPICS =
            ConfigOptions.key("topic")
                    .stringType()
                    .asList()
                    .noDefaultValue()
                    .withDescription(
                            "Topic filters to subscribe to, separated by semicolons; + stands for one"
                                    + " level, # for all that follow. For a sink: the topic template.");

    public static final ConfigOption<Integer> QOS =
            ConfigOptions.key("qos")
                    .intType()
                    .defaultValue(1)
                    .withDescription(
                            "Quality of service: 1 (at least once; with checkpoints each message takes"
                                    + " effect once) or 0 (may be lost). What is published at 2"
                                    + " arrives at 1.");

    public static final ConfigOption<Integer> READERS =
            ConfigOptions.key("readers")
                    .intType()
                    .defaultValue(1)
                    .withDescription(
                            "Number of broker sessions, spread over the source's subtasks. Independent"
                                    + " of the parallelism, so that rescaling strands no session."
                                    + " Above 1 the filters are dealt out to the readers, or shared"
                                    + " by 'shared-group'.");

    public static final ConfigOption<String> SHARED_GROUP =
            ConfigOptions.key("shared-group")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Name of a shared subscription: every reader subscribes to all filters as"
                                    + " $share/<group>/<filter> and the broker deals out the messages."
                                    + " Order per topic is then lost.");

    public static final ConfigOption<Integer> RECEIVE_MAXIMUM =
            ConfigOptions.key("receive-maximum")
                    .intType()
                    .defaultValue(60_000)
                    .withDescription(
                            "Most messages the broker may send a reader before it is answered (MQTT 5),"
                                    + " 1 to 60000. Bounds the rate: readers x receive-maximum /"
                                    + " checkpoint interval. The broker may allow fewer.");

    public static final ConfigOption<Duration> SESSION_EXPIRY =
            ConfigOptions.key("session-expiry")
                    .durationType()
                    .defaultValue(Duration.ofDays(7))
                    .withDescription(
                            "How long the broker keeps session and queue while the job is away (MQTT 5)."
                                    + " An outage longer than this loses messages.");

    public static final ConfigOption<RetainedMessages> RETAINED_MESSAGES =
            ConfigOptions.key("retained-messages")
                    .enumType(RetainedMessages.class)
                    .defaultValue(RetainedMessages.FIRST)
                    .withDescription(
                            "Which retained messages to take: 'first' (when the session first"
                                    + " subscribes) or 'none'.");

    public static final ConfigOption<Acknowledge> ACKNOWLEDGE =
            ConfigOptions.key("acknowledge")
                    .enumType(Acknowledge.class)
                    .noDefaultValue()
                    .withDescription(
                            "When a message is acknowledged to the broker: 'checkpoint' (when one that"
                                    + " covers it has completed; loses nothing) or 'receipt' (at once;"
                                    + " a failure loses what was not yet processed). Default:"
                                    + " 'checkpoint', and 'receipt' for a table in a job without"
                                    + " checkpoints.");

    public static final ConfigOption<Duration> REDELIVERY_MEMORY =
            ConfigOptions.key("redelivery-memory")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription(
                            "How long a message is recognised as a redelivery after the broker has"
                                    + " confirmed its acknowledgement: a broker that is killed may"
                                    + " forget what it confirmed last. Time without a connection"
                                    + " does not count. From 0 s to 1 h.");

    public static final ConfigOption<String> BROKER_DROPS_TOPIC =
            ConfigOptions.key("broker-drops-topic")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Topic on which the broker tells how many messages it has dropped since"
                                    + " it started, for the metric 'brokerDropped' and the log."
                                    + " mosquitto: $SYS/broker/publish/messages/dropped."
                                    + " Default: none, as some brokers end a connection that asks"
                                    + " for a topic they do not give.");

    public static final ConfigOption<MemorySize> BUFFER_SIZE =
            ConfigOptions.key("buffer-size")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(32))
                    .withDescription(
                            "Received but not yet processed messages a subtask holds before it stops"
                                    + " reading from the network.");

    public static final ConfigOption<Long> BOUNDED_COUNT =
            ConfigOptions.key("scan.bounded.count")
                    .longType()
                    .noDefaultValue()
                    .withDescription("End after so many messages per reader; default: never.");

    public static final ConfigOption<Duration> BOUNDED_IDLE =
            ConfigOptions.key("scan.bounded.idle")
                    .durationType()
                    .noDefaultValue()
                    .withDescription(
                            "End a reader when it was connected and no message came for so long;"
                                    + " default: never.");

    private MqttSourceOptions() {}
}
