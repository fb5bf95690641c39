package io.millrace.scoring.topology;

import static io.millrace.scoring.topology.JobFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that several places read, are asked, or are written twice. */
class SharingIT {

    private static final String FEATURES =
            """
            name: sharing
            spine: readings
            entities: { machine: { key: [id] } }
            sources: { readings: { time: ts } }
            """;

    private static final String ROWS = "{\"id\":1,\"ts\":\"2026-01-05T10:20:00Z\",\"v\":1.5}";

    @TempDir Path folder;

    private static String table(String name, String columns) {
        return "CREATE TABLE "
                + name
                + " ("
                + columns
                + ")"
                + json(name.substring(name.indexOf('.') + 1))
                + ";\n";
    }

    @Test
    void shouldReadTheViewAndNotTheTableOfThatNameBelowIt() throws Exception {
        JobFixture job =
                new JobFixture(folder)
                        .features(FEATURES)
                        .rows("readings", ROWS)
                        .sql(
                                "CREATE DATABASE plant;\n"
                                        + table(
                                                "plant.readings",
                                                "id INT, ts TIMESTAMP_LTZ(3), v DOUBLE")
                                        + "CREATE VIEW readings AS SELECT id, ts, v * 2 AS v FROM plant.readings;\n"
                                        + table("kept", "id INT, v DOUBLE")
                                        + "INSERT INTO kept SELECT id, v FROM featured;");
        job.run();
        assertThat(job.written("kept")).containsExactly("{\"id\":1,\"v\":3.0}");
    }

    @Test
    void shouldAskATableByKeyAndWriteOneTableTwice() throws Exception {
        JobFixture job =
                new JobFixture(folder)
                        .features(
                                FEATURES
                                        + "lookups:\n"
                                        + "  shop: { table: shops, on: { machine: id }, columns: [name] }\n")
                        .rows("readings", ROWS)
                        .sql(
                                table("readings", "id INT, ts TIMESTAMP_LTZ(3), v DOUBLE")
                                        + "CREATE TABLE shops (machine INT, name STRING) WITH"
                                        + " ('connector'='fixture-lookup');\n"
                                        + table("kept", "id INT, name STRING")
                                        + "INSERT INTO kept SELECT id, shop_name FROM featured;\n"
                                        + "INSERT INTO kept SELECT id + 1, shop_name FROM featured;\n");
        job.run();
        assertThat(job.written("kept"))
                .containsExactlyInAnyOrder(
                        "{\"id\":1,\"name\":\"1\"}", "{\"id\":2,\"name\":\"1\"}");
    }

    @Test
    void shouldLeaveTheColumnsOfASharedTableInTheirOrder() throws Exception {
        JobFixture job =
                new JobFixture(folder)
                        .features(FEATURES)
                        .rows("readings", ROWS)
                        .sql(
                                table(
                                                "readings",
                                                "id INT, arrived AS PROCTIME(), ts TIMESTAMP_LTZ(3), v DOUBLE")
                                        + table("scored_ids", "id INT")
                                        + table(
                                                "copies",
                                                "id INT, arrived TIMESTAMP_LTZ(3), ts TIMESTAMP_LTZ(3), v DOUBLE")
                                        + "INSERT INTO scored_ids SELECT id FROM featured;\n"
                                        + "INSERT INTO copies SELECT * FROM readings;\n");
        job.run();
        assertThat(job.written("copies"))
                .singleElement()
                .asString()
                .contains("\"ts\":\"2026-01-05T10:20:00Z\",\"v\":1.5");
    }
}
