package io.millrace.scoring.topology;

import static io.millrace.scoring.topology.JobFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From specification and SQL to feature rows, live and as a training set. */
class FeaturesIT {

    private static final String FEATURES =
            """
            name: features
            spine: readings
            order: event-time
            entities:
              machine: { key: [id] }
              site: { key: [site] }
            sources:
              readings: { time: ts }
              errors: { time: ts }
              machines: { time: op_ts }
            views:
              telemetry:
                entity: machine
                source: readings
                aggregations:
                  - { columns: [v], functions: [count, mean, max], windows: [1h] }
                  - { functions: [count], windows: [1h], where: "v > 2" }
              errors:
                entity: machine
                source: errors
                aggregations: [ { functions: [count], windows: [1h] } ]
              profile:
                entity: machine
                source: machines
                latest: [model]
              site:
                entity: site
                source: readings
                aggregations: [ { columns: [v], functions: [sum], windows: [2h] } ]
            lookups:
              service:
                table: services
                on: { machine_id: id }
                columns: [visits]
                as_of: since
            """;

    private static final String TABLES =
            table("readings", "id INT, site STRING, ts TIMESTAMP_LTZ(3), v DOUBLE")
                    + table("errors", "id INT, ts TIMESTAMP_LTZ(3)")
                    + table("machines", "id INT, `model` STRING, op_ts TIMESTAMP_LTZ(3)")
                    + table("services", "machine_id INT, visits INT, since TIMESTAMP_LTZ(3)")
                    + table(
                            "training",
                            "id INT, ts TIMESTAMP_LTZ(3), n BIGINT, m DOUBLE, x DOUBLE, high BIGINT,"
                                    + " errors BIGINT, `model` STRING, site DOUBLE, visits INT")
                    + "INSERT INTO training SELECT id, ts, telemetry_v_count_1h,"
                    + " telemetry_v_mean_1h, telemetry_v_max_1h, telemetry_count_1h,"
                    + " errors_count_1h, profile_model, site_v_sum_2h, service_visits FROM featured;";

    @TempDir Path folder;

    private static String table(String name, String columns) {
        return "CREATE TABLE " + name + " (" + columns + ")" + json(name) + ";\n";
    }

    @Test
    void shouldAnswerEachSpineRowAsOfItsTimeForSeveralEntities() throws Exception {
        JobFixture job =
                new JobFixture(folder)
                        .features(FEATURES)
                        .sql(TABLES)
                        .rows(
                                "readings",
                                "{\"id\":1,\"site\":\"a\",\"ts\":\"2026-01-05T11:00:00Z\",\"v\":3}",
                                "{\"id\":1,\"site\":\"a\",\"ts\":\"2026-01-05T10:00:00Z\",\"v\":1}",
                                "{\"id\":2,\"site\":\"a\",\"ts\":\"2026-01-05T10:30:00Z\",\"v\":5}")
                        .rows(
                                "errors",
                                "{\"id\":1,\"ts\":\"2026-01-05T10:30:00Z\"}",
                                "{\"id\":1,\"ts\":\"2026-01-05T11:00:00Z\"}")
                        .rows(
                                "machines",
                                "{\"id\":1,\"model\":\"old\",\"op_ts\":\"2026-01-01T00:00:00Z\"}",
                                "{\"id\":1,\"model\":\"new\",\"op_ts\":\"2026-01-05T10:45:00Z\"}")
                        .rows(
                                "services",
                                "{\"machine_id\":1,\"visits\":1,\"since\":\"2026-01-01T00:00:00Z\"}",
                                "{\"machine_id\":1,\"visits\":2,\"since\":\"2026-01-06T00:00:00Z\"}")
                        .trainingSet();
        job.run();
        assertThat(job.written("training"))
                .containsExactlyInAnyOrder(
                        "{\"id\":1,\"ts\":\"2026-01-05T10:00:00Z\",\"n\":1,\"m\":1.0,\"x\":1.0,"
                                + "\"high\":0,\"errors\":0,\"model\":\"old\",\"site\":1.0,\"visits\":1}",
                        "{\"id\":1,\"ts\":\"2026-01-05T11:00:00Z\",\"n\":1,\"m\":3.0,\"x\":3.0,"
                                + "\"high\":1,\"errors\":1,\"model\":\"new\",\"site\":9.0,\"visits\":1}",
                        "{\"id\":2,\"ts\":\"2026-01-05T10:30:00Z\",\"n\":1,\"m\":5.0,\"x\":5.0,"
                                + "\"high\":1,\"errors\":0,\"model\":null,\"site\":6.0,\"visits\":null}");
    }

    @Test
    void shouldFollowAChangeLogThatIsKeptAsRows() throws Exception {
        String features =
                """
                name: changes
                spine: readings
                entities: { machine: { key: [id] } }
                sources:
                  readings: { time: ts }
                  errors: { time: ts, known: op_ts, change: op }
                views:
                  errors:
                    entity: machine
                    source: errors
                    aggregations: [ { functions: [count], windows: [2h] } ]
                """;
        String time = "ts TIMESTAMP_LTZ(3)";
        JobFixture job =
                new JobFixture(folder)
                        .features(features)
                        .sql(
                                table("readings", "id INT, " + time)
                                        + table(
                                                "errors",
                                                "id INT, op STRING, op_ts TIMESTAMP_LTZ(3), "
                                                        + time)
                                        + table("training", "n BIGINT, " + time)
                                        + table("refused", "reason STRING")
                                        + "INSERT INTO training SELECT errors_count_2h, ts"
                                        + " FROM featured;"
                                        + "INSERT INTO refused SELECT reason FROM rejected;")
                        .rows(
                                "readings",
                                "{\"id\":1,\"ts\":\"2026-01-05T10:20:00Z\"}",
                                "{\"id\":1,\"ts\":\"2026-01-05T10:40:00Z\"}",
                                "{\"id\":1,\"ts\":\"2026-01-05T11:00:00Z\"}")
                        .rows(
                                "errors",
                                error("-D", "10:50"),
                                error("?", "10:10"),
                                error("+I", "10:30"))
                        .trainingSet();
        job.run();
        assertThat(job.written("training"))
                .containsExactlyInAnyOrder(
                        "{\"n\":0,\"ts\":\"2026-01-05T10:20:00Z\"}",
                        "{\"n\":1,\"ts\":\"2026-01-05T10:40:00Z\"}",
                        "{\"n\":0,\"ts\":\"2026-01-05T11:00:00Z\"}");
        assertThat(job.written("refused"))
                .containsExactly("{\"reason\":\"column \\\"op\\\" is ?, not +I, -U, +U or -D\"}");
    }

    private static String error(String op, String known) {
        return "{\"id\":1,\"op\":\"%s\",\"op_ts\":\"2026-01-05T%s:00Z\",\"ts\":\"2026-01-05T10:00:00Z\"}"
                .formatted(op, known);
    }
}
