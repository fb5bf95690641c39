package io.millrace.scoring.topology;

import static io.millrace.scoring.topology.JobFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainIT {

    @TempDir Path folder;

    /** The model's score is its input, and 0.5 is a usual value. */
    @Test
    void shouldGiveSqlWhatMovedTheScore() throws Exception {
        TinyModel.write(folder);
        JobFixture job =
                new JobFixture(folder)
                        .features(
                                """
                                name: tiny
                                spine: readings
                                entities: { machine: { key: [machine] } }
                                model:
                                  inputs: [volt]
                                  explain: { top: 3, above: 1 }
                                """)
                        .file(
                                "model.yaml",
                                """
                                name: tiny
                                version: "7"
                                inputs: [ { name: volt, type: float } ]
                                outputs: [ { name: score, meaning: score, type: float } ]
                                baseline: [ { column: volt, null_rate: 0, quantiles: [0, 0.5, 1] } ]
                                """)
                        .rows(
                                "readings",
                                "{\"machine\":1,\"volt\":0.75}",
                                "{\"machine\":2,\"volt\":2.75}")
                        .sql(
                                "CREATE TABLE readings (machine INT, volt DOUBLE,"
                                        + " ts AS TO_TIMESTAMP_LTZ(machine, 3),"
                                        + " WATERMARK FOR ts AS ts)"
                                        + json("readings")
                                        + ";\nCREATE TABLE report (machine INT, feature STRING,"
                                        + " contribution DOUBLE, named INT)"
                                        + json("report")
                                        + ";\nINSERT INTO report SELECT machine,"
                                        + " explanation[1].feature, explanation[1].contribution,"
                                        + " CARDINALITY(explanation) FROM scored;");

        job.run();

        assertThat(job.written("report"))
                .containsExactlyInAnyOrder(
                        "{\"machine\":1,\"feature\":null,\"contribution\":null,\"named\":null}",
                        "{\"machine\":2,\"feature\":\"volt\",\"contribution\":2.25,\"named\":1}");
    }
}
