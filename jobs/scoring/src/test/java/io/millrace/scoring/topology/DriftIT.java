package io.millrace.scoring.topology;

import static io.millrace.scoring.topology.JobFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.scoring.spec.SpecException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trained on uniform values from 0 to 1; the live ones are like that for an hour, then not. */
class DriftIT {

    private static final String CARD =
            """
            name: tiny
            version: "7"
            inputs: [ { name: volt, type: float } ]
            outputs: [ { name: score, meaning: score, type: float } ]
            """;

    private static final String BASELINE =
            """
            baseline:
              - { column: volt, null_rate: 0, quantiles: [0, 0.25, 0.5, 0.75, 1] }
              - { column: score, null_rate: 0, quantiles: [0, 0.25, 0.5, 0.75, 1] }
            """;

    @TempDir Path folder;

    private JobFixture job;

    @BeforeEach
    void prepare() {
        TinyModel.write(folder);
        job =
                new JobFixture(folder)
                        .features(
                                """
                                name: tiny
                                spine: readings
                                entities: { machine: { key: [machine] } }
                                model:
                                  inputs: [volt]
                                  drift: { psi: 0.2, min_rows: 50 }
                                """)
                        .sql(
                                "CREATE TABLE readings (machine INT, ts TIMESTAMP_LTZ(3), volt DOUBLE,"
                                        + " WATERMARK FOR ts AS ts)"
                                        + json("readings")
                                        + ";\nCREATE TABLE report (window_start TIMESTAMP_LTZ(3),"
                                        + " model_version STRING, column_name STRING, row_count BIGINT,"
                                        + " drifted BOOLEAN)"
                                        + json("report")
                                        + ";\nINSERT INTO report SELECT window_start, model_version,"
                                        + " column_name, row_count, drifted FROM drift;");
    }

    @Test
    void shouldReportTheHourInWhichValuesMoved() throws Exception {
        job.file("model.yaml", CARD + BASELINE);
        Random random = new Random(4);
        List<String> rows = new ArrayList<>();
        for (int minute = 0; minute < 120; minute++) {
            double volt = random.nextDouble() + (minute < 60 ? 0 : 0.5);
            rows.add(
                    String.format(
                            Locale.ROOT,
                            "{\"machine\":1,\"ts\":\"2026-01-05T%02d:%02d:00Z\",\"volt\":%f}",
                            minute / 60,
                            minute % 60,
                            volt));
        }
        job.rows("readings", rows.toArray(String[]::new));

        job.run();

        assertThat(job.written("report"))
                .containsExactlyInAnyOrder(
                        row(0, "volt", false),
                        row(0, "score", false),
                        row(1, "volt", true),
                        row(1, "score", true));
    }

    @Test
    void shouldSayWhatIsMissingWithoutABaseline() {
        job.file("model.yaml", CARD);

        assertThatThrownBy(job::describe)
                .isInstanceOf(SpecException.class)
                .hasMessageContaining(
                        "features.yaml:4: model: drift: the model's card has no baseline to compare"
                                + " with; `train` writes one");
    }

    private static String row(int hour, String column, boolean drifted) {
        return "{\"window_start\":\"2026-01-05T0"
                + hour
                + ":00:00Z\",\"model_version\":\"7\",\"column_name\":\""
                + column
                + "\",\"row_count\":60,\"drifted\":"
                + drifted
                + "}";
    }
}
