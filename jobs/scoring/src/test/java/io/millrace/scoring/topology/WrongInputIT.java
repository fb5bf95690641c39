package io.millrace.scoring.topology;

import static io.millrace.scoring.topology.JobFixture.json;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.scoring.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads who got something wrong: the place, the value, and the way out. */
class WrongInputIT {

    private static final String FEATURES =
            """
            name: wrong
            spine: readings
            entities:
              machine: { key: [id] }
            views:
              telemetry:
                entity: machine
                source: readings
                aggregations:
                  - { columns: [volt], functions: [mean], windows: [3h] }
            """;

    private static final String TABLES =
            "CREATE TABLE readings (id INT, ts TIMESTAMP_LTZ(3), volt DOUBLE,\n"
                    + "  WATERMARK FOR ts AS ts)"
                    + json("readings")
                    + ";\nCREATE TABLE scores (id INT, score DOUBLE)"
                    + json("scores")
                    + ";\n";

    private static final String INSERT =
            "INSERT INTO scores SELECT id, CAST(score AS DOUBLE) FROM scored;\n";

    @TempDir Path folder;
    private JobFixture job;

    @BeforeEach
    void startFromWhatIsRight() {
        job = new JobFixture(folder).features(FEATURES).sql(TABLES + INSERT).rows("readings", "");
    }

    private void shouldSay(String... parts) {
        var thrown = assertThatThrownBy(() -> job.describe()).isInstanceOf(SpecException.class);
        for (String part : parts) {
            thrown.hasMessageContaining(part);
        }
    }

    private Path shippedModel() {
        return Path.of(System.getProperty("millrace.repository"), "models", "machine-failure");
    }

    @Test
    void shouldNameAColumnThatTheSourceOfAViewDoesNotHave() {
        job.features(FEATURES.replace("[volt]", "[vlot]"));
        shouldSay("features.yaml:10", "view telemetry", "\"vlot\"", "did you mean", "volt");
    }

    @Test
    void shouldNameAWindowOfZero() {
        job.features(FEATURES.replace("[3h]", "[0h]"));
        shouldSay("features.yaml:10", "0h");
    }

    @Test
    void shouldNameAConditionThatDoesNotFitTheTable() {
        job.features(FEATURES.replace("windows: [3h]", "windows: [3h], where: \"vlot > 3\""));
        shouldSay("features.yaml:10", "where \"vlot > 3\"", "vlot");
    }

    @Test
    void shouldNameTheLineOfATypingErrorInSql() {
        job.sql(TABLES + INSERT.replace("SELECT", "SELCT"));
        shouldSay("tables.sql:4", "SELCT");
    }

    @Test
    void shouldNameAColumnThatAnInsertInvents() {
        job.features(FEATURES).sql(TABLES + "INSERT INTO scores\nSELECT id, vlot FROM readings;\n");
        shouldSay("tables.sql:5", "vlot");
    }

    @Test
    void shouldReportProblemsOfBothFilesTogether() {
        job.features(FEATURES.replace("windows: [3h]", "windows: [0h]"))
                .sql(TABLES + "INSERT INTO scores SELECT * FROM '${NOWHERE_TO_BE_FOUND}';");
        shouldSay("features.yaml:10", "0h", "tables.sql:4", "NOWHERE_TO_BE_FOUND");
    }

    @Test
    void shouldSayThatThereIsNoSpine() {
        job.sql(TABLES.replace("TABLE readings", "TABLE raedings") + INSERT);
        shouldSay("features.yaml:2", "readings");
    }

    @Test
    void shouldNameAModelInputThatNoFeatureProvides() throws IOException {
        for (String file : new String[] {"model.onnx", "model.yaml"}) {
            Files.copy(shippedModel().resolve(file), folder.resolve(file));
        }
        shouldSay(
                "features.yaml",
                "'telemetry_volt_mean_24h'",
                "which no feature or column provides");
    }

    @Test
    void shouldNameBothWidthsWhenTheModelExpectsAnother() throws IOException {
        Files.copy(shippedModel().resolve("model.onnx"), folder.resolve("model.onnx"));
        job.features(FEATURES + "model: { inputs: [volt, telemetry_volt_mean_3h] }\n");
        job.file(
                "model.yaml",
                "name: wrong\nversion: \"1\"\ninputs:\n"
                        + "  - { name: volt, type: float }\n"
                        + "  - { name: telemetry_volt_mean_3h, type: float }\n"
                        + "outputs:\n  - { name: score, meaning: probability, type: float }\n");
        shouldSay("features.yaml", "38", "2");
    }

    @Test
    void shouldSayThatTheModelFileIsMissing() {
        shouldSay("features.yaml", "model.onnx", "no such model file");
    }

    @Test
    void shouldSayWhichTableCannotBeReadAndShowNoValueOfTheEnvironment() {
        String broken =
                "CREATE TABLE readings (id INT, ts TIMESTAMP_LTZ(3), problem STRING)"
                        + " WITH ('connector'='${BROKER}');\n";
        job.features(FEATURES + "sources: { readings: { time: ts, error: problem } }\n")
                .environment("BROKER", "s3cr3t-broker")
                .sql("\n" + broken + TABLES.substring(TABLES.indexOf(";\n") + 2) + INSERT);
        shouldSay("tables.sql:2", "table readings cannot be read", "'${BROKER}'");
        assertThatThrownBy(() -> job.describe()).hasMessageNotContaining("s3cr3t-broker");
    }

    @Test
    void shouldWantAnErrorColumnToBeText() {
        job.features(FEATURES + "sources: { readings: { error: volt } }\n");
        shouldSay("features.yaml:11", "sources.readings.error", "\"volt\" is DOUBLE", "STRING");
    }

    @Test
    void shouldNameBothTypesOfAKeyThatCannotBeAskedFor() {
        job.features(
                        FEATURES
                                + "lookups:\n"
                                + "  shop: { table: shops, on: { code: id }, columns: [code] }\n")
                .sql(
                        TABLES
                                + "CREATE TABLE shops (code STRING) WITH"
                                + " ('connector'='fixture-lookup');\n"
                                + INSERT);
        shouldSay("features.yaml:12", "\"id\" is INT", "\"code\" of table shops is STRING");
    }

    @Test
    void shouldNameALookupWhoseHistoryCannotBeRead() {
        job.features(
                        FEATURES
                                + "lookups:\n"
                                + "  shop: { table: shops, on: { code: id }, columns: [code], as_of: since }\n")
                .sql(
                        TABLES
                                + "CREATE TABLE shops (code INT)"
                                + json("shops")
                                + ";\nINSERT INTO scores SELECT id, volt FROM featured;")
                .trainingSet();
        shouldSay("features.yaml:12", "lookups.shop", "since");
    }

    @Test
    void shouldWantAnInsert() {
        job.sql(TABLES);
        shouldSay("tables.sql", "no INSERT INTO");
    }

    @Test
    void shouldRefuseAStatementThatIsAJobOfItsOwn() {
        job.sql(TABLES + "CREATE TABLE copy WITH ('connector'='x') AS SELECT * FROM readings;\n");
        shouldSay("tables.sql:4", "CREATE TABLE ... AS");
    }
}
