package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A definition beside a savepoint that another one left, before anything is started. */
class ExplainIT {

    /** Of views spending and disputes (windowed), holder (latest) and gone (windowed), by card. */
    private static final Path SAVEPOINT =
            Path.of(
                    System.getProperty("millrace.repository"),
                    "jobs/features/src/test/resources/golden/v1/savepoint");

    @TempDir Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve("features.yaml"),
                """
                name: bank
                spine: payments
                entities: { card: { key: [card] } }
                sources:
                  payments: { time: paid_at }
                  disputes: { time: opened_at }
                  cards: { time: op_ts }
                views:
                  money:
                    entity: card
                    source: payments
                    formerly: spending
                    aggregations:
                      - { columns: [amount], functions: [max], windows: [24h] }
                  fresh:
                    entity: card
                    source: payments
                    hop: 1h
                    aggregations: [ { functions: [count], windows: [24h] } ]
                  disputes:
                    entity: card
                    source: disputes
                    formerly_columns: { asked: claim }
                    aggregations:
                      - { columns: [asked, place], functions: [last], windows: [24h] }
                  holder: { entity: card, source: cards, latest: [credit] }
                """);
        Files.writeString(
                folder.resolve("live.sql"),
                table("payments", "id BIGINT, card INT, amount DOUBLE, paid_at TIMESTAMP(3)")
                        + table(
                                "disputes",
                                "card INT, asked DOUBLE, place INT, opened_at TIMESTAMP(3)")
                        + table("cards", "card INT, credit DOUBLE, op_ts BIGINT")
                        + "CREATE TABLE results (id BIGINT) WITH ('connector'='blackhole');"
                        + "INSERT INTO results SELECT id FROM featured;");
    }

    private static String table(String name, String columns) {
        return "CREATE TABLE %s (%s) WITH ('connector'='datagen');\n".formatted(name, columns);
    }

    private CommandLineRun explain(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "explain";
        arguments[1] = folder.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return CommandLineRun.of(arguments);
    }

    @Test
    void shouldTellWhatBecomesOfEachView() {
        CommandLineRun run = explain("--from-savepoint", SAVEPOINT.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .containsPattern("card +money +kept\n")
                .containsPattern("card +fresh +starts empty\n")
                .containsPattern("card +disputes +kept; rows of before have no place\n")
                .containsPattern("card +holder +kept\n")
                .containsPattern("card +gone +dropped: no view takes it");
    }

    @Test
    void shouldTellWhatAKeyWeighs() {
        CommandLineRun run = explain("--rows-per-hour", "100");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("at 100 rows an hour")
                .containsPattern("card +money +exact +2,400 +[0-9,]+ +[0-9,]+ \\(hop 2h\\)\n")
                .containsPattern("card +fresh +hop 1h +2,400 +[0-9,]+ +[0-9,]+ \\(hop 1h\\)\n")
                .doesNotContain("From the savepoint");
    }

    @Test
    void shouldRefuseASavepointThatTheDefinitionCannotRead() throws IOException {
        Path yaml = folder.resolve("features.yaml");
        Files.writeString(
                yaml,
                Files.readString(yaml)
                        .replace("formerly: spending", "formerly: spending\n    hop: 1h"));

        CommandLineRun run = explain("--from-savepoint", SAVEPOINT.toString());

        assertThat(run.out()).containsPattern("card +money +refused: tiles do not follow");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void shouldNameASavepointThatIsNotThere() {
        CommandLineRun run = explain("--from-savepoint", folder.resolve("none").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("--from-savepoint", "none", "_metadata");
        assertThat(explain("--rows-per-hour", "0").err()).contains("--rows-per-hour 0.0");
    }
}
