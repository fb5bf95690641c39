package io.millrace.scoring.topology;

import static io.millrace.scoring.topology.JobFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.scoring.JobDescription;
import io.millrace.scoring.spec.SpecException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry as a table of the SQL file. */
class RegistryIT {

    private static final String CARD =
            """
            name: tiny
            version: "7"
            inputs: [ { name: volt, type: float } ]
            outputs: [ { name: score, meaning: score, type: float } ]
            """;

    private static final String REGISTRY_COLUMNS =
            "name STRING, version INT, uri STRING, sha256 STRING, `role` STRING,"
                    + " traffic DOUBLE, effective_at TIMESTAMP_LTZ(3)";

    @TempDir Path folder;

    private JobFixture job;
    private String sha256;

    @BeforeEach
    void prepare() throws Exception {
        TinyModel.write(folder);
        byte[] model = Files.readAllBytes(folder.resolve("model.onnx"));
        sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model));
        Files.write(folder.resolve("tiny-8.onnx"), model);
        job =
                new JobFixture(folder)
                        .file("model.yaml", CARD)
                        .features(
                                """
                                name: tiny
                                spine: readings
                                entities: { machine: { key: [machine] } }
                                model:
                                  registry: model_versions
                                  canary_key: machine
                                """)
                        .sql(sql(REGISTRY_COLUMNS))
                        .rows(
                                "readings",
                                "{\"machine\":1,\"ts\":\"2026-01-05T10:00:00Z\",\"volt\":1}",
                                "{\"machine\":2,\"ts\":\"2026-01-05T11:00:00Z\",\"volt\":2}");
    }

    private static String sql(String registry) {
        return "CREATE TABLE readings (machine INT, ts TIMESTAMP_LTZ(3), volt DOUBLE,"
                + " WATERMARK FOR ts AS ts)"
                + json("readings")
                + ";\nCREATE TABLE model_versions ("
                + registry
                + ")"
                + json("model_versions")
                + ";\nCREATE TABLE report (machine INT, score DOUBLE, model_version STRING,"
                + " model_role STRING)"
                + json("report")
                + ";\nCREATE TABLE beside (machine INT, model_version STRING, model_role STRING)"
                + json("beside")
                + ";\nCREATE TABLE refused (stage STRING, source STRING, reason STRING,"
                + " payload STRING)"
                + json("refused")
                + ";\nINSERT INTO report SELECT machine, CAST(score AS DOUBLE), model_version,"
                + " model_role FROM scored;"
                + "\nINSERT INTO beside SELECT machine, model_version, model_role FROM"
                + " shadow_scored;"
                + "\nINSERT INTO refused SELECT stage, source, reason, payload FROM rejected;";
    }

    private String model(int version, String role, String sha256) {
        return "{\"name\":\"tiny\",\"version\":%d,\"uri\":\"%s\",\"sha256\":\"%s\",\"role\":\"%s\"}"
                .formatted(version, folder.resolve("tiny-8.onnx").toUri(), sha256, role);
    }

    @Test
    void shouldScoreEachRowOnceAndPutWhatIsWrongIntoRejected() throws Exception {
        job.rows(
                "model_versions",
                model(8, "champion", sha256),
                model(9, "boss", sha256),
                model(10, "challenger", "0".repeat(64)),
                "{\"name\":\"another\",\"version\":1}");

        JobDescription description = job.run();

        assertThat(job.written("report"))
                .hasSize(2)
                .allMatch(row -> row.contains("\"model_role\":\"champion\""));
        assertThat(job.written("refused"))
                .hasSize(2)
                .allMatch(row -> row.contains("\"stage\":\"model\",\"source\":\"model_versions\""))
                .anyMatch(
                        row ->
                                row.contains("role: 'boss' is not known")
                                        && row.contains("\\\"version\\\":\\\"9\\\""))
                .anyMatch(row -> row.contains("the registry says " + "0".repeat(64)));
        assertThat(description.operators())
                .extracting(JobDescription.Operator::uid)
                .contains(
                        "model-tiny",
                        "model-tiny-registry",
                        "rejected-model-tiny",
                        "rejected-registry-model_versions",
                        "table-model-versions-model-versions-1");
    }

    @Test
    void shouldSayWhatTheRegistrysTableLacks() {
        job.sql(sql("name STRING, version DOUBLE, url STRING, sha256 STRING, `role` STRING"));

        assertThatThrownBy(job::describe)
                .isInstanceOf(SpecException.class)
                .hasMessageContaining(
                        "features.yaml:5: model.registry: table model_versions has no column \"uri\", which a"
                                + " model registry needs; did you mean 'url'?")
                .hasMessageContaining(
                        "features.yaml:5: model.registry: table model_versions has no column \"traffic\"")
                .hasMessageContaining(
                        "features.yaml:5: model.registry: column \"version\" of table model_versions is"
                                + " DOUBLE; a model registry has a STRING or a whole number there");
    }

    @Test
    void shouldSayThatTheCanarysKeyIsNoColumnThatCanBeShared() {
        job.features(
                """
                name: tiny
                spine: readings
                entities: { machine: { key: [machine] } }
                model: { registry: model_versions, canary_key: machin }
                """);
        assertThatThrownBy(job::describe)
                .hasMessageContaining(
                        "features.yaml:4: model.canary_key: there is no column 'machin'; did you mean"
                                + " 'machine'?");
    }

    @Test
    void shouldSayThatThereIsNoSuchTable() {
        job.features(
                """
                name: tiny
                spine: readings
                entities: { machine: { key: [machine] } }
                model: { registry: nowhere }
                """);
        assertThatThrownBy(job::describe)
                .hasMessageContaining("features.yaml:4: table nowhere cannot be read");
    }
}
