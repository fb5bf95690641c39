package io.millrace.connector.mqtt;

import io.millrace.connector.mqtt.connection.ProtocolVersion;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** Options of the connection to the broker, the same for source and sink. */
public final class MqttConnectionOptions {

    public static final ConfigOption<String> URL =
            ConfigOptions.key("url")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Where the broker is: tcp://host:1883, ssl://host:8883, ws://host:80/mqtt"
                                    + " or wss://host:443/mqtt (mqtt:// and mqtts:// are taken too)."
                                    + " Without credentials; those have options of their own.");

    public static final ConfigOption<ProtocolVersion> PROTOCOL_VERSION =
            ConfigOptions.key("protocol-version")
                    .enumType(ProtocolVersion.class)
                    .defaultValue(ProtocolVersion.V5)
                    .withDescription("MQTT version to speak: 5 or 3.1.1.");

    public static final ConfigOption<String> CLIENT_ID =
            ConfigOptions.key("client-id")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Names the session at the broker. Each reader appends -<number>. Must be"
                                    + " stable over restarts and used by nobody else, or the broker"
                                    + " cannot hand unacknowledged messages back. Required by the"
                                    + " source; random for a sink that names none.");

    public static final ConfigOption<String> USERNAME =
            ConfigOptions.key("username")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("User name for the broker.");

    public static final ConfigOption<String> PASSWORD =
            ConfigOptions.key("password")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Password for the broker. Never logged.");

    public static final ConfigOption<String> PASSWORD_FILE =
            ConfigOptions.key("password-file")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "File with the password, read by each task when it connects, so that the"
                                    + " password is no part of the job. Trailing line ends are cut.");

    public static final ConfigOption<Duration> KEEP_ALIVE =
            ConfigOptions.key("keep-alive")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(30))
                    .withDescription(
                            "Longest silence before the connection counts as lost; it is probed after half"
                                    + " of it. From 2 s to 18 h.");

    public static final ConfigOption<Duration> CONNECT_TIMEOUT =
            ConfigOptions.key("connect-timeout")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription(
                            "How long one attempt to connect may take, handshakes included.");

    public static final ConfigOption<Duration> START_TIMEOUT =
            ConfigOptions.key("start-timeout")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(30))
                    .withDescription(
                            "How long a job that never reached the broker keeps trying before it fails.");

    public static final ConfigOption<Duration> OUTAGE_LIMIT =
            ConfigOptions.key("outage-limit")
                    .durationType()
                    .defaultValue(Duration.ofHours(1))
                    .withDescription(
                            "How long a connection that was lost is retried before the job fails and"
                                    + " Flink's restart strategy takes over.");

    public static final ConfigOption<Duration> RECONNECT_BACKOFF_INITIAL =
            ConfigOptions.key("reconnect.backoff.initial")
                    .durationType()
                    .defaultValue(Duration.ofMillis(100))
                    .withDescription(
                            "Pause before the first attempt to reconnect; doubles with each attempt."
                                    + " A random half of it is left out, so that readers do not"
                                    + " return all at once.");

    public static final ConfigOption<Duration> RECONNECT_BACKOFF_MAX =
            ConfigOptions.key("reconnect.backoff.max")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(30))
                    .withDescription("Longest pause between two attempts to reconnect.");

    public static final ConfigOption<MemorySize> MAX_PACKET_SIZE =
            ConfigOptions.key("max-packet-size")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(16))
                    .withDescription(
                            "Largest packet taken. An MQTT 5 broker drops larger messages for this"
                                    + " reader; with 3.1.1 a larger one fails the job.");

    public static final ConfigOption<String> TLS_CA_FILE =
            ConfigOptions.key("tls.ca-file")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "PEM file with the authorities to trust; default: those of the JVM.");

    public static final ConfigOption<String> TLS_CERTIFICATE_FILE =
            ConfigOptions.key("tls.certificate-file")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "PEM file with the client's certificate chain, for mutual TLS.");

    public static final ConfigOption<String> TLS_KEY_FILE =
            ConfigOptions.key("tls.key-file")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("PEM file (PKCS#8) with the client's private key.");

    public static final ConfigOption<String> TLS_KEY_PASSWORD =
            ConfigOptions.key("tls.key-password")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Password of the private key. Never logged.");

    public static final ConfigOption<Boolean> TLS_VERIFY_HOSTNAME =
            ConfigOptions.key("tls.verify-hostname")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "Whether the broker's certificate must name the host of the URL.");

    public static final ConfigOption<String> WILL_TOPIC =
            ConfigOptions.key("will.topic")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Topic of the last will: what the broker publishes when the connection is"
                                    + " lost without a goodbye.");

    public static final ConfigOption<String> WILL_PAYLOAD =
            ConfigOptions.key("will.payload")
                    .stringType()
                    .defaultValue("")
                    .withDescription("Payload of the last will, as UTF-8 text.");

    public static final ConfigOption<Integer> WILL_QOS =
            ConfigOptions.key("will.qos")
                    .intType()
                    .defaultValue(1)
                    .withDescription("Quality of service of the last will: 0, 1 or 2.");

    public static final ConfigOption<Boolean> WILL_RETAINED =
            ConfigOptions.key("will.retained")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether the broker keeps the last will for later subscribers.");

    public static final ConfigOption<Duration> WILL_DELAY =
            ConfigOptions.key("will.delay")
                    .durationType()
                    .defaultValue(Duration.ZERO)
                    .withDescription(
                            "How long the broker waits for a reconnect before it publishes the will"
                                    + " (MQTT 5).");

    private MqttConnectionOptions() {}
}
