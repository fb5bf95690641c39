package io.millrace.connector.mqtt.table;

import static io.millrace.connector.mqtt.table.TableFixture.collect;
import static io.millrace.connector.mqtt.table.TableFixture.tables;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connector.mqtt.broker.BrokerProcess;
import io.millrace.connector.mqtt.broker.SharedBroker;
import io.millrace.connector.mqtt.broker.TestClient;
import java.time.Instant;
import java.util.List;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flink's formats, written to and read from a real broker, and the metadata that they offer. */
@ExtendWith(SharedBroker.class)
class FormatsIT {

    private final BrokerProcess broker;

    FormatsIT(BrokerProcess broker) {
        this.broker = broker;
    }

    @ParameterizedTest
    @CsvSource({"json, ''", "csv, csv.null-literal", "avro, ''"})
    void shouldReadWhatItWrites(String format, String forNull) throws Exception {
        StreamTableEnvironment tables = tables();
        String options = forNull.isEmpty() ? "" : ", '" + forNull + "' = '-'";
        create(tables, format, "id BIGINT, name STRING, volt DOUBLE, good BOOLEAN", options);
        tables.executeSql(
                        "INSERT INTO messages (id, name, volt, good)"
                                + " VALUES (7, 'press, left', 1.5, TRUE), (8, CAST(NULL AS STRING),"
                                + " 2.5, FALSE)")
                .await();
        assertThat(collect(tables, "SELECT id, name, volt, good, topic FROM messages", 2))
                .containsExactlyInAnyOrder(
                        Row.of(7L, "press, left", 1.5, true, "formats/" + format),
                        Row.of(8L, null, 2.5, false, "formats/" + format));
    }

    @Test
    void shouldReadRawPayloads() throws Exception {
        StreamTableEnvironment tables = tables();
        create(tables, "raw", "line STRING", "");
        tables.executeSql("INSERT INTO messages (line) VALUES ('any text')").await();
        assertThat(collect(tables, "SELECT line FROM messages", 1))
                .containsExactly(Row.of("any text"));
    }

    @Test
    void shouldPassTheMetadataOfTheFormatOn() throws Exception {
        StreamTableEnvironment tables = tables();
        tables.executeSql(
                """
                CREATE TABLE changes (
                  id INT,
                  topic STRING METADATA VIRTUAL,
                  changed TIMESTAMP_LTZ(3) METADATA FROM 'value.source.timestamp' VIRTUAL,
                  label STRING,
                  origin STRING METADATA FROM 'value.source.table' VIRTUAL
                ) WITH (%s, 'format' = 'debezium-json')
                """
                        .formatted(options("debezium")));
        TestClient.prepareSession(broker.port(), "formats-debezium-0", "formats/debezium");
        try (TestClient client = TestClient.connect(broker.port())) {
            client.publish(
                    "formats/debezium",
                    """
                    {"before":null,"after":{"id":7,"label":"press"},"op":"c","ts_ms":1767607201000,
                     "source":{"ts_ms":1767607200000,"table":"machines"}}
                    """);
        }
        Row expected =
                Row.of(
                        7,
                        "formats/debezium",
                        Instant.parse("2026-01-05T10:00:00Z"),
                        "press",
                        "machines");
        assertThat(collect(tables, "SELECT * FROM changes", 1)).containsExactly(expected);
    }

    @Test
    void shouldTellTheReasonBesideTheMetadataOfTheFormat() throws Exception {
        StreamTableEnvironment tables = tables();
        tables.executeSql(
                """
                CREATE TABLE changes (
                  id INT,
                  why STRING METADATA FROM 'error' VIRTUAL,
                  origin STRING METADATA FROM 'value.source.table' VIRTUAL
                ) WITH (%s, 'format' = 'debezium-json', 'on-parse-error' = 'column')
                """
                        .formatted(options("broken")));
        TestClient.prepareSession(broker.port(), "formats-broken-0", "formats/broken");
        try (TestClient client = TestClient.connect(broker.port())) {
            client.publish("formats/broken", "not json");
        }
        List<Row> rows = collect(tables, "SELECT id, origin, why FROM changes", 1);
        assertThat(rows.get(0).getField("id")).isNull();
        assertThat(rows.get(0).getField("origin")).isNull();
        assertThat(rows.get(0).<String>getFieldAs("why")).contains("not json");
    }

    private void create(
            StreamTableEnvironment tables, String format, String columns, String options) {
        TestClient.prepareSession(broker.port(), "formats-" + format + "-0", "formats/" + format);
        tables.executeSql(
                "CREATE TABLE messages (%s, topic STRING METADATA VIRTUAL) WITH (%s, 'format' = '%s'%s)"
                        .formatted(columns, options(format), format, options));
    }

    private String options(String name) {
        return "'connector' = 'mqtt', 'url' = '%s', 'topic' = 'formats/%s', 'client-id' = 'formats-%s'"
                .formatted(broker.url(), name, name);
    }
}
