package io.millrace.connector.mqtt.table;

import static io.millrace.connector.mqtt.table.TableFixture.collect;
import static io.millrace.connector.mqtt.table.TableFixture.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.millrace.connector.mqtt.broker.BrokerProcess;
import io.millrace.connector.mqtt.broker.SharedBroker;
import io.millrace.connector.mqtt.broker.TestClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The table against a real broker. */
@ExtendWith(SharedBroker.class)
class MqttTableIT {

    private final BrokerProcess broker;

    MqttTableIT(BrokerProcess broker) {
        this.broker = broker;
    }

    @Test
    void shouldReadPayloadAndMetadata() throws Exception {
        StreamTableEnvironment tables = tables();
        tables.executeSql(
                """
                CREATE TABLE readings (
                  machine_id INT,
                  event_time TIMESTAMP_LTZ(3),
                  volt DOUBLE,
                  topic STRING METADATA VIRTUAL,
                  levels ARRAY<STRING> METADATA FROM 'topic-levels' VIRTUAL,
                  machine_text STRING METADATA FROM 'topic-level-2' VIRTUAL,
                  qos INT METADATA VIRTUAL,
                  retained BOOLEAN METADATA VIRTUAL,
                  properties MAP<STRING, STRING> METADATA FROM 'user-properties' VIRTUAL,
                  content STRING METADATA FROM 'content-type' VIRTUAL,
                  arrived TIMESTAMP_LTZ(3) METADATA FROM 'arrival-time' VIRTUAL,
                  body BYTES METADATA FROM 'payload' VIRTUAL,
                  machine_number AS TRY_CAST(levels[2] AS INT),
                  WATERMARK FOR event_time AS event_time - INTERVAL '1' SECOND
                ) WITH (
                  'connector' = 'mqtt',
                  'url' = '%s',
                  'topic' = 'table/+/telemetry',
                  'client-id' = 'table-read',
                  'scan.bounded.count' = '2',
                  'format' = 'json',
                  'json.timestamp-format.standard' = 'ISO-8601'
                )
                """
                        .formatted(broker.url()));
        TestClient.prepareSession(broker.port(), "table-read-0", "table/+/telemetry");
        try (TestClient client = TestClient.connect(broker.port())) {
            client.publish(
                    "table/7/telemetry",
                    "{\"machine_id\":7,\"event_time\":\"2026-01-05T10:20:00Z\",\"volt\":1.5}",
                    message ->
                            message.contentType("application/json")
                                    .userProperties()
                                    .add("site", "north")
                                    .applyUserProperties());
            client.publish("table/8/telemetry", "{\"machine_id\":8}");
        }
        List<Row> rows = collect(tables, "SELECT * FROM readings", 2);
        Row first = rows.get(0);
        assertThat(first.getField("machine_id")).isEqualTo(7);
        assertThat(first.getField("event_time")).isEqualTo(Instant.parse("2026-01-05T10:20:00Z"));
        assertThat(first.getField("topic")).isEqualTo("table/7/telemetry");
        assertThat(first.<String[]>getFieldAs("levels")).containsExactly("table", "7", "telemetry");
        assertThat(first.getField("machine_text")).isEqualTo("7");
        assertThat(first.getField("machine_number")).isEqualTo(7);
        assertThat(first.getField("qos")).isEqualTo(1);
        assertThat(first.getField("retained")).isEqualTo(false);
        assertThat(first.getField("properties")).isEqualTo(Map.of("site", "north"));
        assertThat(first.getField("content")).isEqualTo("application/json");
        assertThat(first.<Instant>getFieldAs("arrived")).isAfter(Instant.EPOCH);
        assertThat(new String(first.<byte[]>getFieldAs("body"), StandardCharsets.UTF_8))
                .startsWith("{\"machine_id\":7");
        assertThat(rows.get(1).getField("machine_id")).isEqualTo(8);
        assertThat(rows.get(1).getField("content")).isNull();
    }

    @Test
    void shouldTellInAColumnWhyAPayloadDoesNotParse() throws Exception {
        StreamTableEnvironment tables = tables();
        createNumbers(tables, "column", 3, ", why STRING METADATA FROM 'error' VIRTUAL");
        publishNumbers("column");
        List<Row> rows =
                collect(tables, "SELECT n, why, body FROM numbers WHERE why IS NOT NULL", 1);
        assertThat(rows.get(0).getField("n")).isNull();
        assertThat(rows.get(0).<String>getFieldAs("why")).contains("not json");
        assertThat(new String(rows.get(0).<byte[]>getFieldAs("body"), StandardCharsets.UTF_8))
                .isEqualTo("not json");
    }

    @Test
    void shouldSkipWhatDoesNotParse() throws Exception {
        StreamTableEnvironment tables = tables();
        createNumbers(tables, "skip", 3, "");
        publishNumbers("skip");
        assertThat(collect(tables, "SELECT n FROM numbers", 2))
                .containsExactly(Row.of(1), Row.of(2));
    }

    @Test
    void shouldFailOnWhatDoesNotParse() {
        StreamTableEnvironment tables = tables();
        createNumbers(tables, "fail", 3, "");
        publishNumbers("fail");
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                                () -> collect(tables, "SELECT n FROM numbers", 3)))
                .hasStackTraceContaining(
                        "Message on topic 'numbers/fail' (8 bytes) does not parse");
    }

    @Test
    void shouldWriteToATopicMadeOfColumns() throws Exception {
        StreamTableEnvironment tables = tables();
        tables.executeSql(
                """
                CREATE TABLE alerts (
                  machine_id INT,
                  kind STRING,
                  properties MAP<STRING, STRING> METADATA FROM 'user-properties'
                ) WITH (
                  'connector' = 'mqtt',
                  'url' = '%s',
                  'topic' = 'alerts/{machine_id}/{kind}',
                  'sink.message-id' = 'content',
                  'sink.content-type' = 'application/json',
                  'format' = 'json'
                )
                """
                        .formatted(broker.url()));
        try (TestClient client = TestClient.connect(broker.port())) {
            client.subscribe("alerts/#");
            tables.executeSql(
                            "INSERT INTO alerts VALUES (7, 'a/b', MAP['k', 'v']),"
                                    + " (8, 'hot', CAST(NULL AS MAP<STRING, STRING>))")
                    .await();
            await().atMost(Duration.ofSeconds(90)).until(() -> client.received().size() == 2);
            Mqtt5Publish first =
                    client.received().stream()
                            .filter(m -> m.getTopic().toString().equals("alerts/7/a%2Fb"))
                            .findFirst()
                            .orElseThrow();
            assertThat(new String(first.getPayloadAsBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"machine_id\":7,\"kind\":\"a/b\"}");
            assertThat(first.getContentType().orElseThrow()).hasToString("application/json");
            assertThat(first.getUserProperties().asList().toString())
                    .contains("message-id")
                    .contains("(k, v)");
        }
    }

    @Test
    void shouldAdvanceTheWatermarkThoughASubtaskHasNoReader() throws Exception {
        StreamTableEnvironment tables = tables();
        createTimed(tables, "idle", "event_time");
        publishTimed("idle");
        List<Row> rows =
                collect(
                        tables,
                        """
                        SELECT window_start, SUM(n) FROM TABLE(
                          TUMBLE(TABLE timed, DESCRIPTOR(rowtime), INTERVAL '1' MINUTE))
                        GROUP BY window_start, window_end
                        """,
                        1);
        assertThat(rows.get(0).getField(1)).isEqualTo(3);
    }

    @Test
    void shouldPassMalformedRowsWhereTheRowTimeFallsBackToTheArrival() throws Exception {
        StreamTableEnvironment tables = tables();
        createTimed(tables, "fallback", "COALESCE(event_time, arrived)");
        publishTimed("fallback");
        try (TestClient client = TestClient.connect(broker.port())) {
            client.publish("timed/fallback", "not json");
        }
        Table table = tables.from("timed");
        DataStream<RowData> rows =
                tables.toDataStream(
                        table,
                        table.getResolvedSchema().toSourceRowDataType().bridgedTo(RowData.class));
        List<String> errors = new ArrayList<>();
        try (CloseableIterator<RowData> iterator = rows.executeAndCollect()) {
            for (int i = 0; i < 4; i++) {
                RowData row = iterator.next();
                if (!row.isNullAt(3)) {
                    errors.add(row.getString(3).toString());
                }
            }
        }
        assertThat(errors).hasSize(1);
    }

    private void createTimed(StreamTableEnvironment tables, String name, String rowtime) {
        tables.executeSql(
                """
                CREATE TABLE timed (
                  n INT,
                  event_time TIMESTAMP_LTZ(3),
                  arrived TIMESTAMP_LTZ(3) METADATA FROM 'arrival-time' VIRTUAL,
                  why STRING METADATA FROM 'error' VIRTUAL,
                  rowtime AS %s,
                  WATERMARK FOR rowtime AS rowtime
                ) WITH (
                  'connector' = 'mqtt',
                  'url' = '%s',
                  'topic' = 'timed/%s',
                  'client-id' = 'timed-%s',
                  'on-parse-error' = 'column',
                  'format' = 'json',
                  'json.timestamp-format.standard' = 'ISO-8601'
                )
                """
                        .formatted(rowtime, broker.url(), name, name));
    }

    private void publishTimed(String name) {
        TestClient.prepareSession(broker.port(), "timed-" + name + "-0", "timed/" + name);
        try (TestClient client = TestClient.connect(broker.port())) {
            client.publish("timed/" + name, "{\"n\":1,\"event_time\":\"2026-01-05T10:00:00Z\"}");
            client.publish("timed/" + name, "{\"n\":2,\"event_time\":\"2026-01-05T10:00:30Z\"}");
            client.publish("timed/" + name, "{\"n\":9,\"event_time\":\"2026-01-05T10:05:00Z\"}");
        }
    }

    private void createNumbers(
            StreamTableEnvironment tables, String onParseError, int count, String moreColumns) {
        tables.executeSql(
                """
                CREATE TABLE numbers (n INT, body BYTES METADATA FROM 'payload' VIRTUAL %s) WITH (
                  'connector' = 'mqtt',
                  'url' = '%s',
                  'topic' = 'numbers/%s',
                  'client-id' = 'numbers-%s',
                  'scan.bounded.count' = '%d',
                  'on-parse-error' = '%s',
                  'format' = 'json'
                )
                """
                        .formatted(
                                moreColumns,
                                broker.url(),
                                onParseError,
                                onParseError,
                                count,
                                onParseError));
    }

    private void publishNumbers(String name) {
        TestClient.prepareSession(broker.port(), "numbers-" + name + "-0", "numbers/" + name);
        try (TestClient client = TestClient.connect(broker.port())) {
            client.publish("numbers/" + name, "{\"n\":1}");
            client.publish("numbers/" + name, "not json");
            client.publish("numbers/" + name, "{\"n\":2}");
        }
    }
}
