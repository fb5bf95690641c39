package io.millrace.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connector.mqtt.fake.Fixtures;
import io.millrace.connector.mqtt.sink.SinkOptionsReader;
import io.millrace.connector.mqtt.source.SourceOptionsReader;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every option that can be wrong says so with its key, its value and the way out. */
class OptionErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    url | nonsense | 'url' = 'nonsense' must look like tcp://host:1883, ssl://host:8883, ws://host:80/mqtt or wss://host:443/mqtt
                    url | http://host | 'url' = 'http://host' must look like tcp://host:1883
                    url | tcp://host:99999 | 'url' = 'tcp://host:99999' names port 99999; ports are 1 to 65535
                    url | tcp://host/path | 'url' = 'tcp://host/path' has the path /path; only ws:// and wss:// have one
                    url | tcp://a b | 'url' = 'tcp://a b' is no URL
                    protocol-version | 4 | 'protocol-version' cannot be read
                    keep-alive | 1 s | 'keep-alive' = 'PT1S' is not from 2 s to 65535 s
                    keep-alive | soon | 'keep-alive' cannot be read
                    connect-timeout | 0 s | 'connect-timeout' = 'PT0S' is not from 1 ms to 365 d
                    start-timeout | 0 s | 'start-timeout' = 'PT0S' is not from 1 ms to 365 d
                    outage-limit | 400 d | 'outage-limit' = 'PT9600H' is not from 0 s to 365 d
                    reconnect.backoff.initial | 0 s | 'reconnect.backoff.initial' = 'PT0S' is not from 1 ms to 365 d
                    reconnect.backoff.max | 10 ms | 'reconnect.backoff.max' is below 'reconnect.backoff.initial'; raise the first
                    max-packet-size | 1 b | 'max-packet-size' = '1 bytes' is not from 128 bytes to 256 mb
                    password | geheim | a password needs a 'username'
                    tls.ca-file | /ca.pem | 'tls.*' files are given but 'url' is not encrypted; use ssl:// or wss://
                    tls.key-file | /key.pem | 'tls.certificate-file' and 'tls.key-file' come together; add the other
                    tls.verify-hostname | maybe | 'tls.verify-hostname' cannot be read
                    will.topic | a/+ | 'will.topic' = 'a/+' has a wildcard; + and # are for subscribing, not for publishing
                    will.qos | 3 | 'will.qos' = '3' is not from 0 to 2
                    will.retained | maybe | 'will.retained' cannot be read
                    will.delay | -1 s | 'will.delay'
                    """)
    void shouldExplainConnectionOptions(String key, String value, String message) {
        assertSourceFails(Map.of(key, value), message);
        Configuration sink = Configuration.fromMap(Map.of("url", "tcp://h", "topic", "t"));
        sink.setString(key, value);
        assertThatThrownBy(() -> SinkOptionsReader.read(sink))
                .isInstanceOf(MqttOptionException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    client-id | '' | 'client-id' is missing: give this table's session a name
                    topic | a/b#  | 'topic': the filter 'a/b#' has the level 'b#'; a wildcard stands for a whole level
                    topic | a/#/b | 'topic': the filter 'a/#/b' has # before its end; # must be the last level
                    topic | $share/g/a | 'topic': the filter '$share/g/a' is a shared subscription; name the filter alone and the group in 'shared-group'
                    topic | a/+;a/b | 'topic' has the filters 'a/+' and 'a/b', which overlap
                    qos | 2 | 'qos' = '2' is not from 0 to 1; what is published at 2 arrives at 1
                    readers | 0 | 'readers' = '0' is not from 1 to 1000
                    readers | 2 | 'readers' = '2' exceeds the number of filters in 'topic' (1)
                    shared-group | a/b | 'shared-group' = 'a/b' must be one topic level
                    receive-maximum | 65535 | 'receive-maximum' = '65535' is not from 1 to 60000; more readers give a larger window
                    session-expiry | -1 s | 'session-expiry'
                    retained-messages | some | 'retained-messages' cannot be read
                    acknowledge | never | 'acknowledge' cannot be read
                    redelivery-memory | 2 h | 'redelivery-memory' = 'PT2H' is not from 0 s to 3600 s
                    broker-drops-topic | a/# | 'broker-drops-topic' = 'a/#' has a wildcard
                    broker-drops-topic | plant/b | 'broker-drops-topic' = 'plant/b' is matched by a filter in 'topic' too
                    buffer-size | 1 kb | 'buffer-size' = '1 kb' is below 64 kb
                    scan.bounded.count | 0 | 'scan.bounded.count' = '0' is below 1
                    scan.bounded.idle | 0 s | 'scan.bounded.idle' = 'PT0S' is not above zero
                    """)
    void shouldExplainSourceOptions(String key, String value, String message) {
        assertSourceFails(Map.of(key, value), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    topic | ' ' | 'topic' = ' ' is empty
                    qos | 2 | 'qos' = '2' is not from 0 to 1; the sink publishes at least once
                    sink.retained | maybe | 'sink.retained' cannot be read
                    sink.max-in-flight | 0 | 'sink.max-in-flight' = '0' is not from 1 to 60000
                    sink.message-id | random | 'sink.message-id' cannot be read
                    sink.message-expiry | 1 ms | 'sink.message-expiry' = 'PT0.001S' is not from 1 s to 136 years
                    """)
    void shouldExplainSinkOptions(String key, String value, String message) {
        Configuration options = Configuration.fromMap(Map.of("url", "tcp://h", "topic", "t"));
        options.setString(key, value);
        assertThatThrownBy(() -> SinkOptionsReader.read(options))
                .isInstanceOf(MqttOptionException.class)
                .hasMessageContaining(message);
    }

    /** Any text will do for the rest; whether a file is there shows when it is read. */
    @Test
    void shouldExplainAllOptionsThatCanBeWrong() {
        Set<String> tried = new TreeSet<>();
        for (Method method : OptionErrorsTest.class.getDeclaredMethods()) {
            CsvSource source = method.getAnnotation(CsvSource.class);
            if (source != null) {
                source.textBlock()
                        .lines()
                        .forEach(row -> tried.add(row.substring(0, row.indexOf(' '))));
            }
        }
        Set<String> all = new TreeSet<>();
        for (Class<?> options :
                List.of(
                        MqttConnectionOptions.class,
                        MqttSourceOptions.class,
                        MqttSinkOptions.class)) {
            all.addAll(keys(options));
        }
        all.removeAll(tried);
        assertThat(all)
                .containsExactlyInAnyOrder(
                        "username",
                        "password-file",
                        "tls.certificate-file",
                        "tls.key-password",
                        "will.payload",
                        "sink.content-type");
    }

    private static Set<String> keys(Class<?> options) {
        Set<String> keys = new TreeSet<>();
        for (Field field : options.getFields()) {
            try {
                keys.add(((ConfigOption<?>) field.get(null)).key());
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
        return keys;
    }

    @Test
    void shouldReportAllProblemsTogether() {
        assertThatThrownBy(() -> SourceOptionsReader.read(new Configuration()))
                .hasMessage(
                        "3 problems:\n"
                                + "  - 'url' is missing: say where the broker is, e.g."
                                + " 'tcp://localhost:1883'\n"
                                + "  - 'client-id' is missing: give this table's session a name"
                                + " that stays the same over restarts and that nobody else uses\n"
                                + "  - 'topic' is missing: name one or more topic filters, separated"
                                + " by ';'");
    }

    @Test
    void shouldNotRepeatCredentialsOfAUrl() {
        assertThatThrownBy(() -> read(Map.of("url", "tcp://user:geheim@host:1883")))
                .hasMessageContaining("must not carry credentials")
                .hasMessageContaining("use 'username' and 'password'")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void shouldHideThePasswordFromText() {
        assertThat(read(Map.of("username", "u", "password", "geheim")).toString())
                .doesNotContain("geheim");
    }

    @Test
    void shouldRefuseTwoPasswords() {
        assertSourceFails(
                Map.of("username", "u", "password", "p", "password-file", "/p"),
                "'password' and 'password-file' exclude each other; keep one");
    }

    @Test
    void shouldRefuseWhatMqtt3CannotDo() {
        assertSourceFails(
                Map.of("protocol-version", "3.1.1", "shared-group", "g"),
                "'shared-group' = 'g' needs 'protocol-version' = '5'");
        Configuration sink =
                Configuration.fromMap(
                        Map.of(
                                "url", "tcp://h",
                                "topic", "t",
                                "protocol-version", "3.1.1",
                                "sink.message-id", "content"));
        assertThatThrownBy(() -> SinkOptionsReader.read(sink))
                .hasMessageContaining(
                        "'sink.message-id' = 'content' needs 'protocol-version' = '5'");
    }

    @Test
    void shouldNameWhatABuilderLacks() {
        assertThatThrownBy(
                        () ->
                                MqttSource.<String>builder()
                                        .url("tcp://h")
                                        .clientId("c")
                                        .topics("t")
                                        .build())
                .hasMessageContaining("no deserializer");
        assertThatThrownBy(() -> MqttSink.<String>builder().url("tcp://h").build())
                .hasMessageContaining("no serializer");
    }

    private static void assertSourceFails(Map<String, String> changes, String message) {
        assertThatThrownBy(() -> read(changes))
                .isInstanceOf(MqttOptionException.class)
                .hasMessageContaining(message);
    }

    private static Object read(Map<String, String> changes) {
        Configuration options = Fixtures.options();
        changes.forEach(options::setString);
        return SourceOptionsReader.read(options);
    }
}
