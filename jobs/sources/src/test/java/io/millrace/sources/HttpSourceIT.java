package io.millrace.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.scoring.Purpose;
import io.millrace.scoring.ScoringJob;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpSourceIT {

    private final Set<String> tokens = ConcurrentHashMap.newKeySet();

    @TempDir Path folder;

    private HttpServer server;

    @BeforeEach
    void startTheServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/risk", this::answer);
        server.start();
    }

    @AfterEach
    void stopTheServer() {
        server.stop(0);
    }

    @Test
    void shouldAskForEachKeyThatPasses() throws Exception {
        String table =
                SourcesPage.read()
                        .table("HTTP APIs", Map.of("RISK_URL", url(), "RISK_TOKEN", "t-1"));
        String accounts =
                "CREATE TEMPORARY VIEW accounts AS SELECT account, PROCTIME() AS now "
                        + "FROM (VALUES ('A-1'), ('A-17'), ('A-222')) AS v(account)";
        try (LiveQuery query =
                LiveQuery.start(
                        List.of(table, accounts),
                        "SELECT a.account, r.grade FROM accounts AS a JOIN risk "
                                + "FOR SYSTEM_TIME AS OF a.now AS r "
                                + "ON r.account = a.account")) {
            query.awaitRows(3);

            assertThat(query.rows())
                    .containsExactlyInAnyOrder("+I[A-1, 3]", "+I[A-17, 4]", "+I[A-222, 5]");
            assertThat(tokens).containsExactly("Bearer t-1");
        }
    }

    @Test
    void shouldAnswerALookupOfTheSpecification() throws Exception {
        Files.writeString(
                folder.resolve("features.yaml"),
                """
                name: payments
                spine: { table: payments }
                entities: { account: { key: [account] } }
                sources: { payments: { time: paid_at } }
                views:
                  paid:
                    entity: account
                    source: payments
                    aggregations: [ { functions: [count], windows: [1h] } ]
                lookups:
                  risk: { table: risk, on: { account: account }, columns: [grade] }
                """);
        Path payments = Files.createDirectories(folder.resolve("payments"));
        Files.writeString(
                payments.resolve("1.json"),
                """
                {"account":"A-1","paid_at":"2026-01-05T10:00:00Z"}
                {"account":"A-17","paid_at":"2026-01-05T10:01:00Z"}
                """);
        Path tables =
                Files.writeString(
                        folder.resolve("live.sql"),
                        SourcesPage.read()
                                        .table(
                                                "HTTP APIs",
                                                Map.of("RISK_URL", url(), "RISK_TOKEN", "t-2"))
                                + files("payments", "account STRING, paid_at TIMESTAMP_LTZ(3)")
                                + files("graded", "account STRING, paid BIGINT, grade INT")
                                + ";\nINSERT INTO graded"
                                + " SELECT account, paid_count_1h, risk_grade FROM featured;\n");
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(1, new Configuration());

        ScoringJob.read(folder, tables, Map.of(), Purpose.SCORE).build(env);
        env.execute();

        assertThat(written("graded"))
                .containsExactlyInAnyOrder(
                        "{\"account\":\"A-1\",\"paid\":1,\"grade\":3}",
                        "{\"account\":\"A-17\",\"paid\":1,\"grade\":4}");
        assertThat(tokens).containsExactly("Bearer t-2");
    }

    private String files(String table, String columns) {
        return ";\nCREATE TABLE %s (%s) WITH ('connector'='filesystem', 'format'='json',"
                        .formatted(table, columns)
                + " 'path'='%s', 'json.timestamp-format.standard'='ISO-8601')"
                        .formatted(folder.resolve(table));
    }

    private List<String> written(String table) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve(table))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/risk";
    }

    /** An account's grade is the length of its name. */
    private void answer(HttpExchange exchange) throws IOException {
        tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        String account = exchange.getRequestURI().getQuery().replace("account=", "");
        byte[] body =
                "{\"account\":\"%s\",\"grade\":%d}"
                        .formatted(account, account.length())
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
