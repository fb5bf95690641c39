package io.millrace.scoring.topology;

import static io.millrace.scoring.topology.JobFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.scoring.JobDescription;
import io.millrace.scoring.Purpose;
import io.millrace.scoring.ScoringJob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.PhysicalTransformation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The names under which savepoints keep state. State under a uid that is gone does not come back: a
 * list here changes only together with a line in CHANGELOG.md on what happens to savepoints.
 */
class UidsIT {

    private static final Path EXAMPLE =
            Path.of(System.getProperty("millrace.repository"), "models", "machine-failure");

    private static final String PAYMENTS =
            """
            name: payments
            spine: payments
            entities:
              card: { key: [card] }
              terminal: { key: [terminal] }
            sources:
              payments: { time: ts }
              cards: { time: op_ts }
            views:
              spending:
                entity: card
                source: payments
                aggregations:
                  - { columns: [amount], functions: [sum], windows: [1h], where: "amount > 1" }
              till:
                entity: terminal
                source: payments
                aggregations: [ { functions: [count], windows: [1h] } ]
              holder:
                entity: card
                source: cards
                latest: [country]
            lookups:
              shop: { table: shops, on: { terminal: terminal }, columns: [country] }
            """;

    /** A change log as spine, tables whose names come to the same uid, one table written twice. */
    private static final String TABLES =
            changes("payments", "card INT, terminal INT, amount DOUBLE, ts TIMESTAMP_LTZ(3)")
                    + changes("cards", "card INT, country STRING, op_ts TIMESTAMP_LTZ(3)")
                    + "CREATE TABLE shops (terminal INT, country STRING) WITH"
                    + " ('connector'='fixture-lookup');\n"
                    + sink("`per-card`", "card INT, n BIGINT, PRIMARY KEY (card) NOT ENFORCED")
                    + sink("per_card", "card INT, n BIGINT, PRIMARY KEY (card) NOT ENFORCED")
                    + sink("archive", "card INT, total DOUBLE, country STRING")
                    + "CREATE VIEW counted AS SELECT card, COUNT(*) AS n FROM payments GROUP BY card;\n"
                    + "INSERT INTO `per-card` SELECT card, n FROM counted;\n"
                    + "INSERT INTO per_card SELECT card, n FROM counted WHERE n > 1;\n"
                    + "INSERT INTO archive SELECT card, spending_amount_sum_1h, shop_country FROM featured;\n"
                    + "INSERT INTO archive SELECT card, spending_amount_sum_1h, holder_country FROM featured"
                    + " WHERE till_count_1h > 1;\n";

    @TempDir Path folder;

    private JobFixture payments;

    @BeforeEach
    void writeThePayments() {
        payments = new JobFixture(folder).features(PAYMENTS).sql(TABLES);
    }

    private static String changes(String name, String columns) {
        return "CREATE TABLE "
                + name
                + " ("
                + columns
                + ")"
                + json(name)
                        .replace("'json'", "'debezium-json'")
                        .replace("'json.", "'debezium-json.")
                + ";\n";
    }

    private static String sink(String name, String columns) {
        return "CREATE TABLE " + name + " (" + columns + ") WITH ('connector'='blackhole');\n";
    }

    @Test
    void shouldKeepTheUidsOfTheExample() throws IOException {
        assertGolden("machine-failure", uids(example(env())));
    }

    @Test
    void shouldKeepTheUidsOfAJobOverAChangeLog() throws IOException {
        assertGolden("payments", uids(payments.describe()));
    }

    @Test
    void shouldGiveTheSameUidsToTheSameFiles() {
        assertThat(uids(payments.describe())).isEqualTo(uids(payments.describe()));
    }

    @Test
    void shouldWarnOfStateThatIsBoundToAPlan() throws IOException {
        assertThat(payments.describe().warnings())
                .anyMatch(
                        warning -> warning.contains("table-counted-group-aggregate-1 keeps state"));
        assertThat(example(env()).warnings()).isEmpty();
    }

    /** Two uids that are the same, or one that is missing, show when Flink makes its graph. */
    @Test
    void shouldGiveEveryOperatorAUidOfItsOwn() throws IOException {
        StreamExecutionEnvironment env = env();
        payments.build(env);
        assertEveryOperatorHasAUid(env);
        StreamExecutionEnvironment exampleEnv = env();
        example(exampleEnv);
        assertEveryOperatorHasAUid(exampleEnv);
    }

    private static void assertEveryOperatorHasAUid(StreamExecutionEnvironment env) {
        assertThat(env.getTransformations())
                .flatExtracting(Transformation::getTransitivePredecessors)
                .filteredOn(PhysicalTransformation.class::isInstance)
                .allSatisfy(
                        transformation ->
                                assertThat(((Transformation<?>) transformation).getUid())
                                        .as("uid of %s", transformation)
                                        .isNotNull());
        assertThat(env.getStreamGraph(false).getJobGraph().getNumberOfVertices()).isPositive();
    }

    private StreamExecutionEnvironment env() {
        return payments.env();
    }

    private static List<String> uids(JobDescription description) {
        return description.operators().stream().map(JobDescription.Operator::uid).sorted().toList();
    }

    private static void assertGolden(String name, List<String> uids) throws IOException {
        String resource = "/uids/" + name + ".txt";
        List<String> golden;
        try (InputStream file = UidsIT.class.getResourceAsStream(resource)) {
            golden = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
        assertThat(changes(golden, uids))
                .as("changes against src/test/resources%s", resource)
                .isEmpty();
    }

    /** {@code - uid} for each that is gone, {@code + uid} for each that is new. */
    private static List<String> changes(List<String> golden, List<String> uids) {
        return Stream.concat(
                        golden.stream().filter(uid -> !uids.contains(uid)).map(uid -> "- " + uid),
                        uids.stream().filter(uid -> !golden.contains(uid)).map(uid -> "+ " + uid))
                .toList();
    }

    // ---- the example without its services

    private JobDescription example(StreamExecutionEnvironment env) throws IOException {
        Path tables = folder.resolve("live.sql");
        Files.writeString(tables, withoutServices(Files.readString(EXAMPLE.resolve("live.sql"))));
        return ScoringJob.read(
                        EXAMPLE, tables, Map.of("MQTT_URL", "mqtt://127.0.0.1:1"), Purpose.SCORE)
                .build(env);
    }

    /** The same tables on connectors that need nobody while the job is planned. */
    private static String withoutServices(String live) {
        Matcher with =
                Pattern.compile("CREATE (\\w+)([^;]*?)\\bWITH \\(([^;]*)\\);")
                        .matcher(
                                live.replaceAll(
                                        "(op_ts\\s+TIMESTAMP_LTZ\\(3\\)) METADATA VIRTUAL", "$1"));
        return with.replaceAll(
                found ->
                        Matcher.quoteReplacement(
                                found.group(3).contains("'mqtt'")
                                        ? found.group()
                                        : "CREATE "
                                                + found.group(1)
                                                + found.group(2)
                                                + "WITH ("
                                                + options(found.group(2), found.group(3))
                                                + ");"));
    }

    private static String options(String table, String options) {
        if (options.contains("'iceberg'")) {
            return "'type' = 'generic_in_memory'";
        }
        if (options.contains("'postgres-cdc'")) {
            return "'connector' = 'filesystem', 'path' = '/nowhere', 'format' = 'debezium-json'";
        }
        boolean asked = options.contains("'jdbc'") && !table.contains("PRIMARY KEY");
        return "'connector' = '" + (asked ? "fixture-lookup" : "blackhole") + "'";
    }
}
