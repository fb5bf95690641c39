package io.millrace.connector.mqtt.table;

import static io.millrace.connector.mqtt.table.TableFixture.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.millrace.connector.mqtt.broker.BrokerProcess;
import io.millrace.connector.mqtt.broker.SharedBroker;
import io.millrace.connector.mqtt.broker.TestClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The README's statement against a publisher that repeats itself. */
@ExtendWith(SharedBroker.class)
class RepeatsIT {

    private static final String ONCE =
            """
            INSERT INTO %s
            SELECT n, id FROM (
              SELECT *, ROW_NUMBER() OVER (
                PARTITION BY COALESCE(id, UUID()) ORDER BY arrival ASC) AS occurrence
              FROM messages)
            WHERE occurrence = 1
            """;

    private final BrokerProcess broker;

    RepeatsIT(BrokerProcess broker) {
        this.broker = broker;
    }

    @Test
    void shouldPassEachIdOnceAndAllMessagesWithoutOne() throws Exception {
        StreamTableEnvironment tables = create("once", "1 h");
        try (TestClient client = TestClient.connect(broker.port());
                Output output = Output.of(tables, "once", broker)) {
            JobClient job = tables.executeSql(ONCE.formatted("results")).getJobClient().get();
            publish(client, "once", 1, "a");
            publish(client, "once", 2, "a");
            publish(client, "once", 3, null);
            publish(client, "once", 4, null);
            publish(client, "once", 5, "b");
            assertThat(output.numbers(4)).containsExactlyInAnyOrder(1, 3, 4, 5);
            job.cancel().get();
        }
    }

    @Test
    void shouldForgetAnIdWhenItsTimeIsOver() throws Exception {
        StreamTableEnvironment tables = create("forgotten", "2 s");
        try (TestClient client = TestClient.connect(broker.port());
                Output output = Output.of(tables, "forgotten", broker)) {
            JobClient job = tables.executeSql(ONCE.formatted("results")).getJobClient().get();
            publish(client, "forgotten", 0, "a");
            assertThat(output.numbers(1)).containsExactly(0);
            await().pollInterval(Duration.ofMillis(500))
                    .atMost(Duration.ofMinutes(1))
                    .until(
                            () -> {
                                publish(client, "forgotten", 1, "a");
                                return output.received() > 1;
                            });
            job.cancel().get();
        }
    }

    @Test
    void shouldRememberIdsOverARestore(@TempDir Path savepoints) throws Exception {
        StreamTableEnvironment tables = create("restored-ids", "1 h");
        try (TestClient client = TestClient.connect(broker.port());
                Output output = Output.of(tables, "restored-ids", broker)) {
            JobClient first = tables.executeSql(ONCE.formatted("results")).getJobClient().get();
            publish(client, "restored-ids", 1, "a");
            assertThat(output.numbers(1)).containsExactly(1);
            String savepoint =
                    first.stopWithSavepoint(
                                    false,
                                    savepoints.toUri().toString(),
                                    SavepointFormatType.CANONICAL)
                            .get();
            tables.getConfig().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
            publish(client, "restored-ids", 2, "a");
            publish(client, "restored-ids", 3, "b");
            JobClient second = tables.executeSql(ONCE.formatted("results")).getJobClient().get();
            assertThat(output.numbers(2)).containsExactly(1, 3);
            second.cancel().get();
        }
    }

    /** What the job has written to another topic. */
    private record Output(TestClient client) implements AutoCloseable {

        static Output of(StreamTableEnvironment tables, String name, BrokerProcess broker) {
            tables.executeSql(
                    """
                    CREATE TABLE results (n INT, id STRING) WITH ('connector' = 'mqtt',
                      'url' = '%s', 'topic' = 'repeats-out/%s', 'format' = 'json')
                    """
                            .formatted(broker.url(), name));
            TestClient client = TestClient.connect(broker.port());
            client.subscribe("repeats-out/" + name);
            return new Output(client);
        }

        int received() {
            return client.received().size();
        }

        /** The numbers of so many messages; what comes later is seen by the next call. */
        List<Integer> numbers(int count) {
            await().atMost(Duration.ofMinutes(1)).until(() -> received() >= count);
            List<Integer> numbers = new ArrayList<>();
            client.received()
                    .forEach(
                            message ->
                                    numbers.add(
                                            Integer.valueOf(
                                                    text(message)
                                                            .replaceAll("\\D*(\\d+).*", "$1"))));
            return numbers;
        }

        private static String text(Mqtt5Publish message) {
            return new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            client.close();
        }
    }

    private StreamTableEnvironment create(String name, String remembered) {
        StreamTableEnvironment tables = tables();
        tables.getConfig().set("table.exec.state.ttl", remembered);
        TestClient.prepareSession(broker.port(), "repeats-" + name + "-0", "repeats/" + name);
        tables.executeSql(
                """
                CREATE TABLE messages (
                  n INT,
                  properties MAP<STRING, STRING> METADATA FROM 'user-properties' VIRTUAL,
                  id AS properties['message-id'],
                  arrival AS PROCTIME()
                ) WITH ('connector' = 'mqtt', 'url' = '%s', 'topic' = 'repeats/%s',
                  'client-id' = 'repeats-%s', 'format' = 'json')
                """
                        .formatted(broker.url(), name, name));
        return tables;
    }

    private static void publish(TestClient client, String name, int number, @Nullable String id) {
        client.publish(
                "repeats/" + name,
                "{\"n\":" + number + "}",
                message ->
                        id == null
                                ? message
                                : message.userProperties()
                                        .add("message-id", id)
                                        .applyUserProperties());
    }
}
