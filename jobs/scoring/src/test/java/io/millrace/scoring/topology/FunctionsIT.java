package io.millrace.scoring.topology;

import static io.millrace.scoring.topology.JobFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions with parameters and several values, from features.yaml to columns that SQL reads. */
class FunctionsIT {

    private static final String FEATURES =
            """
            name: functions
            spine: readings
            order: event-time
            entities: { machine: { key: [id] } }
            sources: { readings: { time: ts } }
            views:
              t:
                entity: machine
                source: readings
                aggregations:
                  - columns: [v]
                    functions:
                      - { quantile: [0.5, 0.9], as: q }
                      - { last_k: 2 }
                      - { histogram: [2, 4] }
                      - count_distinct
                      - { ewma: 30m }
                    windows: [1h]
                  - { columns: [code], functions: [{ top_k: 1, as: code }, max], windows: [1h] }
                  - { functions: [ratio, count as high], windows: [1h], where: "v > 2" }
                  - { functions: [rate], windows: [1h] }
            """;

    private static final String TABLES =
            "CREATE TABLE readings (id INT, ts TIMESTAMP_LTZ(3), v DOUBLE, code STRING)"
                    + json("readings")
                    + ";\nCREATE TABLE answers (h INT, q1 DOUBLE, q2 DOUBLE, step DOUBLE, low BIGINT,"
                    + " middle BIGINT, high BIGINT, n BIGINT, e DOUBLE, code STRING, m STRING,"
                    + " ratio DOUBLE, hot BIGINT, rows_an_hour DOUBLE)"
                    + json("answers")
                    + ";\n"
                    + "CREATE TEMPORARY VIEW on_demand AS SELECT *, t_v_last_1_1h - t_v_last_2_1h AS"
                    + " step FROM featured;\n"
                    + "INSERT INTO answers SELECT CAST(EXTRACT(MINUTE FROM ts) AS INT), t_v_q_1_1h,"
                    + " t_v_q_2_1h, step, t_v_histogram_1_1h, t_v_histogram_2_1h,"
                    + " t_v_histogram_3_1h, t_v_count_distinct_1h, t_v_ewma_30m_1h, t_code_code_1h,"
                    + " t_code_max_1h, t_ratio_1h, t_high_1h, t_rate_1h * 3600 FROM on_demand;";

    @TempDir Path folder;

    private static String reading(String minute, String value, String code) {
        return "{\"id\":1,\"ts\":\"2026-01-05T10:%s:00Z\",\"v\":%s,\"code\":%s}"
                .formatted(minute, value, code);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldGiveModelsAColumnForEachValue(boolean trainingSet) throws Exception {
        JobFixture job =
                new JobFixture(folder)
                        .features(FEATURES)
                        .sql(TABLES)
                        .rows(
                                "readings",
                                reading("00", "1", "\"b\""),
                                reading("30", "4", "\"a\""),
                                reading("45", "null", "\"a\""));
        if (trainingSet) {
            job.trainingSet();
        }
        job.run();

        assertThat(job.written("answers"))
                .containsExactlyInAnyOrder(
                        "{\"h\":0,\"q1\":1.0,\"q2\":1.0,\"step\":null,\"low\":1,\"middle\":0,\"high\":0,"
                                + "\"n\":1,\"e\":1.0,\"code\":\"b\",\"m\":\"b\",\"ratio\":0.0,\"hot\":0,"
                                + "\"rows_an_hour\":1.0}",
                        "{\"h\":30,\"q1\":2.5,\"q2\":3.7,\"step\":3.0,\"low\":1,\"middle\":0,\"high\":1,"
                                + "\"n\":2,\"e\":3.0,\"code\":\"a\",\"m\":\"b\",\"ratio\":0.5,\"hot\":1,"
                                + "\"rows_an_hour\":2.0}",
                        "{\"h\":45,\"q1\":2.5,\"q2\":3.7,\"step\":3.0,\"low\":1,\"middle\":0,\"high\":1,"
                                + "\"n\":2,\"e\":3.0,\"code\":\"a\",\"m\":\"b\","
                                + "\"ratio\":0.3333333333333333,\"hot\":1,\"rows_an_hour\":3.0}");
    }
}
