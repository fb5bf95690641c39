package io.millrace.scoring.topology;

import static io.millrace.scoring.topology.JobFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.SourceTransformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables in, tables out: what the planner and the stages make of each other's rows. */
class EdgesIT {

    private static final String SPINE_ONLY =
            """
            name: edges
            spine: readings
            entities: { machine: { key: [id] } }
            """;

    private static final String READINGS =
            "CREATE TABLE readings (id INT, ts TIMESTAMP_LTZ(3), v DOUBLE, twice AS v * 2,"
                    + " arrived AS PROCTIME(), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND)"
                    + json("readings")
                    + ";\n";

    @TempDir Path folder;

    private JobFixture fixture() {
        return new JobFixture(folder)
                .features(SPINE_ONLY)
                .rows(
                        "readings",
                        "{\"id\":1,\"ts\":\"2026-01-05T10:20:00Z\",\"v\":1.5}",
                        "{\"id\":2,\"ts\":\"2026-01-05T10:30:00Z\",\"v\":2.5}");
    }

    @Test
    void shouldCarryComputedColumnsAndTheRowTimeThroughTheStages() throws Exception {
        JobFixture job =
                fixture()
                        .sql(
                                READINGS
                                        + "CREATE TABLE hourly (ended TIMESTAMP_LTZ(3), n BIGINT, s DOUBLE)"
                                        + json("hourly")
                                        + ";\nINSERT INTO hourly SELECT window_end, COUNT(*), SUM(twice)"
                                        + " FROM TABLE(TUMBLE(TABLE featured, DESCRIPTOR(ts),"
                                        + " INTERVAL '1' HOUR)) GROUP BY window_start, window_end;");
        job.run();
        assertThat(job.written("hourly"))
                .containsExactly("{\"ended\":\"2026-01-05T11:00:00Z\",\"n\":2,\"s\":8.0}");
    }

    @Test
    void shouldRunOneSourceForATableThatTheSpineAndTheUsersSqlRead() throws Exception {
        JobFixture job =
                fixture()
                        .sql(
                                READINGS
                                        + "CREATE VIEW over_two AS SELECT * FROM readings WHERE v > 2;\n"
                                        + "CREATE TABLE large_ones (id INT, v DOUBLE)"
                                        + json("large_ones")
                                        + ";\nCREATE TABLE kept (id INT, twice DOUBLE)"
                                        + json("kept")
                                        + ";\nINSERT INTO large_ones SELECT id, v FROM over_two;"
                                        + "\nINSERT INTO kept SELECT id, twice FROM featured;");
        StreamExecutionEnvironment env = job.env();
        job.build(env);
        assertThat(sources(env)).hasSize(1);
        env.execute();
        assertThat(job.written("large_ones")).containsExactly("{\"id\":2,\"v\":2.5}");
        assertThat(job.written("kept"))
                .containsExactlyInAnyOrder("{\"id\":1,\"twice\":3.0}", "{\"id\":2,\"twice\":5.0}");
    }

    @Test
    void shouldSplitOffRowsThatTheSourceCouldNotRead() throws Exception {
        JobFixture job =
                fixture()
                        .features(
                                SPINE_ONLY
                                        + "sources: { readings: { time: ts, error: problem } }\n")
                        .rows(
                                "readings",
                                "{\"id\":1,\"ts\":\"2026-01-05T10:20:00Z\"}",
                                "{\"problem\":\"not JSON\",\"payload\":\"{oops\"}")
                        .sql(
                                "CREATE TABLE readings (id INT, ts TIMESTAMP_LTZ(3), problem STRING,"
                                        + " payload STRING)"
                                        + json("readings")
                                        + ";\nCREATE TABLE good (id INT)"
                                        + json("good")
                                        + ";\nCREATE TABLE bad (stage STRING, source STRING, reason"
                                        + " STRING, payload STRING)"
                                        + json("bad")
                                        + ";\nINSERT INTO good SELECT id FROM featured;"
                                        + "\nINSERT INTO bad SELECT stage, source, reason, payload"
                                        + " FROM rejected;");
        job.run();
        assertThat(job.written("good")).containsExactly("{\"id\":1}");
        assertThat(job.written("bad"))
                .singleElement()
                .asString()
                .contains("\"stage\":\"source\"")
                .contains("\"source\":\"readings\"")
                .contains("\"reason\":\"not JSON\"")
                .contains("{oops");
    }

    private static List<Transformation<?>> sources(StreamExecutionEnvironment env) {
        return env.getTransformations().stream()
                .flatMap(end -> end.getTransitivePredecessors().stream())
                .filter(SourceTransformation.class::isInstance)
                .<Transformation<?>>map(source -> source)
                .distinct()
                .toList();
    }
}
