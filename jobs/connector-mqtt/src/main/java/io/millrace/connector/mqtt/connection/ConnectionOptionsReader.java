package io.millrace.connector.mqtt.connection;

import static io.millrace.connector.mqtt.MqttConnectionOptions.CONNECT_TIMEOUT;
import static io.millrace.connector.mqtt.MqttConnectionOptions.KEEP_ALIVE;
import static io.millrace.connector.mqtt.MqttConnectionOptions.MAX_PACKET_SIZE;
import static io.millrace.connector.mqtt.MqttConnectionOptions.OUTAGE_LIMIT;
import static io.millrace.connector.mqtt.MqttConnectionOptions.PASSWORD;
import static io.millrace.connector.mqtt.MqttConnectionOptions.PASSWORD_FILE;
import static io.millrace.connector.mqtt.MqttConnectionOptions.PROTOCOL_VERSION;
import static io.millrace.connector.mqtt.MqttConnectionOptions.RECONNECT_BACKOFF_INITIAL;
import static io.millrace.connector.mqtt.MqttConnectionOptions.RECONNECT_BACKOFF_MAX;
import static io.millrace.connector.mqtt.MqttConnectionOptions.START_TIMEOUT;
import static io.millrace.connector.mqtt.MqttConnectionOptions.TLS_CA_FILE;
import static io.millrace.connector.mqtt.MqttConnectionOptions.TLS_CERTIFICATE_FILE;
import static io.millrace.connector.mqtt.MqttConnectionOptions.TLS_KEY_FILE;
import static io.millrace.connector.mqtt.MqttConnectionOptions.TLS_KEY_PASSWORD;
import static io.millrace.connector.mqtt.MqttConnectionOptions.TLS_VERIFY_HOSTNAME;
import static io.millrace.connector.mqtt.MqttConnectionOptions.URL;
import static io.millrace.connector.mqtt.MqttConnectionOptions.USERNAME;
import static io.millrace.connector.mqtt.MqttConnectionOptions.WILL_DELAY;
import static io.millrace.connector.mqtt.MqttConnectionOptions.WILL_PAYLOAD;
import static io.millrace.connector.mqtt.MqttConnectionOptions.WILL_QOS;
import static io.millrace.connector.mqtt.MqttConnectionOptions.WILL_RETAINED;
import static io.millrace.connector.mqtt.MqttConnectionOptions.WILL_TOPIC;

import java.time.Duration;
import javax.annotation.Nullable;
import org.apache.flink.configuration.MemorySize;

/** Makes {@link ConnectionSettings} of options. */
public final class ConnectionOptionsReader {

    /** Longest session or message expiry that fits MQTT's four bytes of seconds. */
    public static final Duration LONGEST_EXPIRY = Duration.ofSeconds(0xFFFF_FFFEL);

    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final MemorySize LARGEST_PACKET = MemorySize.ofMebiBytes(256);

    private final OptionProblems options;

    private ConnectionOptionsReader(OptionProblems options) {
        this.options = options;
    }

    /** Null if the address is missing or wrong, which is then among the problems. */
    @Nullable
    public static ConnectionSettings read(OptionProblems options) {
        return new ConnectionOptionsReader(options).settings();
    }

    @Nullable
    private ConnectionSettings settings() {
        String url = options.require(URL, "say where the broker is, e.g. 'tcp://localhost:1883'");
        BrokerAddress address =
                url == null ? null : options.parse(URL, withoutUser(url), u -> address(url));
        Credentials credentials = credentials();
        TlsSettings tls = tls(address);
        LastWill will = will();
        Duration keepAlive =
                options.within(KEEP_ALIVE, Duration.ofSeconds(2), Duration.ofSeconds(65_535));
        Duration connectTimeout = options.within(CONNECT_TIMEOUT, MILLISECOND, YEAR);
        RetryPolicy retry = retry();
        int maxPacketSize = maxPacketSize();
        ProtocolVersion version = options.get(PROTOCOL_VERSION);
        if (address == null || version == null) {
            return null;
        }
        return new ConnectionSettings(
                address,
                version,
                credentials,
                tls,
                will,
                keepAlive,
                connectTimeout,
                maxPacketSize,
                retry);
    }

    private static BrokerAddress address(String url) {
        return BrokerAddress.parse(url);
    }

    /** For messages: a URL that wrongly carries credentials must not take them into the log. */
    private static String withoutUser(String url) {
        int at = url.lastIndexOf('@');
        int start = url.indexOf("://");
        return at < 0
                ? url
                : url.substring(0, start < 0 ? 0 : start + 3) + "..." + url.substring(at);
    }

    @Nullable
    private Credentials credentials() {
        String username = options.get(USERNAME);
        String password = options.get(PASSWORD);
        String file = options.get(PASSWORD_FILE);
        if (password != null && file != null) {
            options.add("'password' and 'password-file' exclude each other; keep one");
        }
        if (username == null && (password != null || file != null)) {
            options.add("a password needs a 'username'");
        }
        return username == null ? null : new Credentials(username, password, file);
    }

    @Nullable
    private TlsSettings tls(@Nullable BrokerAddress address) {
        String ca = options.get(TLS_CA_FILE);
        String certificate = options.get(TLS_CERTIFICATE_FILE);
        String key = options.get(TLS_KEY_FILE);
        boolean verify = !Boolean.FALSE.equals(options.get(TLS_VERIFY_HOSTNAME));
        if ((certificate == null) != (key == null)) {
            options.add("'tls.certificate-file' and 'tls.key-file' come together; add the other");
        }
        if (address == null) {
            return null;
        }
        if (!address.tls()) {
            if (ca != null || certificate != null) {
                options.add(
                        "'tls.*' files are given but 'url' is not encrypted; use ssl:// or wss://");
            }
            return null;
        }
        return new TlsSettings(ca, certificate, key, options.get(TLS_KEY_PASSWORD), verify);
    }

    @Nullable
    private LastWill will() {
        String topic = options.get(WILL_TOPIC);
        int qos = options.within(WILL_QOS, 0, 2, "the will's quality of service");
        Duration delay = options.within(WILL_DELAY, Duration.ZERO, LONGEST_EXPIRY);
        boolean retained = Boolean.TRUE.equals(options.get(WILL_RETAINED));
        if (topic == null) {
            return null;
        }
        options.parse(WILL_TOPIC, topic, TopicNames::requireName);
        String payload = options.get(WILL_PAYLOAD);
        return new LastWill(topic, payload == null ? "" : payload, qos, retained, delay);
    }

    private RetryPolicy retry() {
        Duration initial = options.within(RECONNECT_BACKOFF_INITIAL, MILLISECOND, YEAR);
        Duration max = options.within(RECONNECT_BACKOFF_MAX, MILLISECOND, YEAR);
        if (max.compareTo(initial) < 0) {
            options.add(
                    "'reconnect.backoff.max' is below 'reconnect.backoff.initial'; raise the first");
        }
        return new RetryPolicy(
                initial,
                max,
                options.within(START_TIMEOUT, MILLISECOND, YEAR),
                options.within(OUTAGE_LIMIT, Duration.ZERO, YEAR));
    }

    private int maxPacketSize() {
        MemorySize size = options.get(MAX_PACKET_SIZE);
        if (size == null || size.getBytes() < 128 || size.compareTo(LARGEST_PACKET) > 0) {
            options.add(MAX_PACKET_SIZE, size, "is not from 128 bytes to 256 mb, MQTT's own limit");
            return 128;
        }
        return (int) size.getBytes();
    }
}
