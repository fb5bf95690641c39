package io.millrace.cli.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.cli.cluster.FlinkSettings;
import io.millrace.cli.cluster.Installation;
import io.millrace.cli.cluster.LocalCluster;
import io.millrace.cli.cluster.RunningJob;
import io.millrace.local.Endpoints;
import io.millrace.local.Service;
import io.millrace.local.ServicesProcess;
import io.millrace.local.ServicesSettings;
import io.millrace.scoring.Purpose;
import io.millrace.scoring.ScoringJob;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A registry in PostgreSQL, models on S3: versions come, are promoted and taken back by SQL while
 * the job scores, and a task manager dies in between.
 */
class ModelRegistryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** {@code score = volt}. */
    private static final byte[] SAME =
            Base64.getDecoder()
                    .decode(
                            "CAg6XAoYCgVpbnB1dBIFc2NvcmUiCElkZW50aXR5EgR0aW55WhwKBWlucHV0EhMK"
                                    + "EQgBEg0KBxIFYmF0Y2gKAggBYhwKBXNjb3JlEhMKEQgBEg0KBxIFYmF0Y2gK"
                                    + "AggBQgIQEQ==");

    /** {@code score = −volt}. */
    private static final byte[] NEGATED =
            Base64.getDecoder()
                    .decode(
                            "CAg6VwoTCgVpbnB1dBIFc2NvcmUiA05lZxIEdGlueVocCgVpbnB1dBITChEIARIN"
                                    + "CgcSBWJhdGNoCgIIAWIcCgVzY29yZRITChEIARINCgcSBWJhdGNoCgIIAUIC"
                                    + "EBE=");

    private static final String CARD =
            """
            name: tiny
            version: "%s"
            inputs: [ { name: volt, type: float } ]
            outputs: [ { name: score, meaning: score, type: float } ]
            golden: [ { inputs: [3], outputs: [%d] } ]
            """;

    private static final String FEATURES =
            """
            name: tiny
            spine: readings
            entities: { machine: { key: [machine] } }
            model:
              registry: model_versions
            """;

    private static final String SCHEMA =
            """
            CREATE TABLE models (name TEXT, version TEXT, uri TEXT NOT NULL, sha256 TEXT NOT NULL,
              role TEXT NOT NULL, traffic NUMERIC(5, 2), effective_at TIMESTAMPTZ,
              PRIMARY KEY (name, version));
            ALTER TABLE models REPLICA IDENTITY FULL;
            CREATE TABLE scores (id BIGINT PRIMARY KEY, machine INT, score DOUBLE PRECISION,
              model_version TEXT, model_role TEXT);
            CREATE TABLE shadow (id BIGINT PRIMARY KEY, score DOUBLE PRECISION, model_version TEXT);
            CREATE TABLE refused (reason TEXT, payload TEXT);
            """;

    private static final String TABLES =
            """
            CREATE TABLE readings (
              id BIGINT,
              machine AS CAST(MOD(id, 5) AS INT),
              volt AS CAST(id AS DOUBLE),
              ts AS TO_TIMESTAMP_LTZ(1767571200000 + id * 1000, 3),
              WATERMARK FOR ts AS ts
            ) WITH ('connector' = 'datagen', 'rows-per-second' = '100',
              'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '1000000');
            CREATE TABLE model_versions (
              name STRING, version STRING, uri STRING, sha256 STRING, `role` STRING,
              traffic DECIMAL(5, 2), effective_at TIMESTAMP_LTZ(3),
              PRIMARY KEY (name, version) NOT ENFORCED
            ) WITH (
              'connector' = 'postgres-cdc',
              'hostname' = '${POSTGRES_HOST}', 'port' = '${POSTGRES_PORT}',
              'username' = '${POSTGRES_USER}', 'password' = '${POSTGRES_PASSWORD}',
              'database-name' = 'plant', 'schema-name' = 'public', 'table-name' = 'models',
              'slot.name' = 'millrace_models', 'decoding.plugin.name' = 'pgoutput',
              'scan.incremental.snapshot.enabled' = 'true',
              'debezium.publication.name' = 'millrace_models',
              'debezium.publication.autocreate.mode' = 'filtered',
              'debezium.poll.interval.ms' = '10'
            );
            CREATE TABLE scores (id BIGINT, machine INT, score DOUBLE, model_version STRING,
              model_role STRING, PRIMARY KEY (id) NOT ENFORCED) WITH (${JDBC}, 'table-name' = 'scores');
            CREATE TABLE shadow (id BIGINT, score DOUBLE, model_version STRING,
              PRIMARY KEY (id) NOT ENFORCED) WITH (${JDBC}, 'table-name' = 'shadow');
            CREATE TABLE refused (reason STRING, payload STRING)
              WITH (${JDBC}, 'table-name' = 'refused');
            INSERT INTO scores SELECT id, machine, CAST(score AS DOUBLE), model_version, model_role
              FROM scored;
            INSERT INTO shadow SELECT id, CAST(score AS DOUBLE), model_version FROM shadow_scored;
            INSERT INTO refused SELECT reason, payload FROM rejected;
            """
                    .replace(
                            "${JDBC}",
                            "'connector' = 'jdbc', 'url' = '${POSTGRES_JDBC_URL}', 'username' ="
                                    + " '${POSTGRES_USER}', 'password' = '${POSTGRES_PASSWORD}',"
                                    + " 'sink.buffer-flush.interval' = '200ms'");

    @TempDir Path folder;

    @BeforeEach
    void writeTheModelsFolder() throws IOException {
        Files.write(folder.resolve("model.onnx"), SAME);
        Files.writeString(folder.resolve("model.yaml"), CARD.formatted("1", 3));
        Files.writeString(folder.resolve("features.yaml"), FEATURES);
        Files.writeString(folder.resolve("live.sql"), TABLES);
    }

    @Test
    void shouldPromoteByUpdateWhileTheJobRuns() throws Exception {
        try (ServicesProcess services =
                        ServicesProcess.start(
                                ServicesSettings.of(Service.POSTGRES, Service.S3)
                                        .withDatabase("plant", SCHEMA));
                LocalCluster cluster = cluster(services.endpoints())) {
            upload("s3://models/tiny-2.onnx", NEGATED);
            upload(
                    "s3://models/tiny-2.yaml",
                    CARD.formatted("2", -3).getBytes(StandardCharsets.UTF_8));
            StreamExecutionEnvironment env = cluster.environment(RuntimeExecutionMode.STREAMING);
            Endpoints.Postgres postgres = services.endpoints().postgres();
            ScoringJob.read(
                            folder,
                            folder.resolve("live.sql"),
                            environment(postgres),
                            Purpose.SCORE)
                    .build(env);
            RunningJob job = cluster.submit(env, "registry");
            try (Connection database =
                    DriverManager.getConnection(
                            postgres.jdbcUrl(), postgres.user(), postgres.password())) {
                promoteAndTakeBack(new Bank(database), cluster, job);
            }
            job.cancel();
        }
    }

    private void promoteAndTakeBack(Bank plant, LocalCluster cluster, RunningJob job)
            throws Exception {
        until(plant, "SELECT COUNT(*) > 100 FROM scores WHERE model_version = '1'");

        plant.execute(
                "INSERT INTO models VALUES ('tiny', '2', 's3://models/tiny-2.onnx', '"
                        + sha256(NEGATED)
                        + "', 'challenger')");
        until(plant, "SELECT COUNT(*) > 100 FROM shadow WHERE model_version = '2' AND score = -id");
        assertThat(plant.number("SELECT COUNT(*) FROM scores WHERE model_version = '2'")).isZero();

        plant.execute("UPDATE models SET role = 'champion' WHERE version = '2'");
        until(plant, "SELECT COUNT(*) > 100 FROM scores WHERE model_version = '2'");

        plant.execute(
                "INSERT INTO models VALUES ('tiny', '3', 's3://models/none.onnx', '"
                        + sha256(SAME)
                        + "', 'champion')");
        until(plant, "SELECT COUNT(*) = 1 FROM refused WHERE reason LIKE '%no such model file%'");

        cluster.killTaskManager();
        cluster.startTaskManager();
        await().atMost(PATIENCE).until(() -> job.figures().restarts() > 0);
        double before = plant.number("SELECT MAX(id) FROM scores");
        until(plant, "SELECT MAX(id) > " + (before + 100) + " FROM scores");

        plant.execute(
                "INSERT INTO models VALUES ('tiny', '1', '"
                        + folder.resolve("model.onnx").toUri()
                        + "', '"
                        + sha256(SAME)
                        + "', 'champion')");
        double switched = plant.number("SELECT MAX(id) FROM scores");
        until(
                plant,
                "SELECT COUNT(*) > 100 FROM scores WHERE model_version = '1' AND id > " + switched);
        assertOneSwitchEachWay(plant);
        // appended by JDBC, so there may be repeats from before the task manager died
        assertThat(plant.number("SELECT COUNT(DISTINCT payload) FROM refused")).isOne();
    }

    private static void assertOneSwitchEachWay(Bank plant) throws Exception {
        assertThat(
                        plant.number(
                                """
                                SELECT COUNT(*) FROM scores WHERE model_role <> 'champion'
                                  OR score <> CASE model_version WHEN '1' THEN id ELSE -id END
                                """))
                .isZero();
        assertThat(
                        plant.number(
                                """
                                SELECT MAX(switches) FROM (
                                  SELECT machine, COUNT(*) AS switches FROM (
                                    SELECT machine, model_version, LAG(model_version)
                                      OVER (PARTITION BY machine ORDER BY id) AS before FROM scores) s
                                  WHERE model_version <> before GROUP BY machine) m
                                """))
                .isEqualTo(2);
    }

    private static void until(Bank plant, String question) {
        await(question)
                .atMost(PATIENCE)
                .until(() -> plant.number("SELECT (" + question + ")::INT") == 1);
    }

    private static void upload(String uri, byte[] content) throws IOException {
        URI target = URI.create(uri);
        try (OutputStream out =
                FileSystem.get(target)
                        .create(
                                new org.apache.flink.core.fs.Path(target),
                                FileSystem.WriteMode.OVERWRITE)) {
            out.write(content);
        }
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static LocalCluster cluster(Endpoints services) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("execution.checkpointing.interval", "500ms");
        settings.put("restart-strategy.exponential-delay.initial-backoff", "100ms");
        settings.put("s3.endpoint", services.s3().endpoint().toString());
        settings.put("s3.endpoint.region", services.s3().region());
        settings.put("s3.path.style.access", "true");
        settings.put("s3.access-key", services.s3().accessKey());
        settings.put("s3.secret-key", services.s3().secretKey());
        return LocalCluster.start(
                Installation.current(), FlinkSettings.load(Installation.current(), settings));
    }

    private static Map<String, String> environment(Endpoints.Postgres postgres) {
        return Map.of(
                "POSTGRES_HOST", postgres.host(),
                "POSTGRES_PORT", String.valueOf(postgres.port()),
                "POSTGRES_USER", postgres.user(),
                "POSTGRES_PASSWORD", postgres.password(),
                "POSTGRES_JDBC_URL", postgres.jdbcUrl());
    }
}
