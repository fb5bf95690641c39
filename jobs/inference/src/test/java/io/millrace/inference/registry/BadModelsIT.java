package io.millrace.inference.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.millrace.inference.card.GoldenRow;
import io.millrace.inference.card.ModelCards;
import io.millrace.inference.fixture.Cards;
import io.millrace.inference.fixture.TestModels;
import io.millrace.inference.session.ModelBytes;
import io.millrace.inference.session.SessionCache;
import io.millrace.inference.stage.SwitchingPlan;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.data.RowData;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a model can be bad, one after the other in one job that goes on. */
class BadModelsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String NO_SHA = "0".repeat(64);

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir private Path folder;

    private final Map<String, RowData> bad = new LinkedHashMap<>();
    private final Map<String, String> reasons = new LinkedHashMap<>();
    private Plant plant;

    @BeforeEach
    void makeModels() throws Exception {
        plant = new Plant(folder);
        plant.model("1", TestModels.trees(Plant.FEATURES, 20, 4, 1));
        plant.model("good", TestModels.trees(Plant.FEATURES, 20, 4, 2));
        byte[] model = TestModels.trees(Plant.FEATURES, 20, 4, 3);
        damaged(model);
        disagreeing(model);
        unreachable(model);
        unreadableRows(model);
    }

    private void damaged(byte[] model) throws Exception {
        byte[] half = Arrays.copyOf(model, model.length / 2);
        bad("truncated", half, half, "the model file cannot be used: it is cut off");
        byte[] flipped = model.clone();
        flipped[flipped.length / 2] ^= 4;
        bad("flipped", flipped, model, "it is damaged, or another model; bring the file back");
        byte[] unknown = TestModels.unknownOperator(Plant.FEATURES);
        bad("unknown-op", unknown, unknown, "ONNX Runtime does not load it");
        byte[] empty = {};
        bad("empty", empty, empty, "the model file is empty");
    }

    private void disagreeing(byte[] model) throws Exception {
        byte[] wide = TestModels.linear(Plant.FEATURES + 2, 4);
        bad("wide-without-card", wide, wide, "is float[N, 5], 5 values a row; the card has 3");
        byte[] named = TestModels.namedColumns(5);
        bad("other-names", named, named, "'volts'");
        bad("wide", wide, wide, "wants the column 'f3', which no feature or column provides");
        ModelCards.write(Cards.score(wide, Plant.FEATURES + 2), plant.card("wide"));
        bad("golden", model, model, "golden row 1: the model's 'score' is");
        ModelCards.write(
                Plant.card(
                        "golden",
                        model,
                        GoldenRow.of(new double[] {1, 2, 3}, new double[] {17}, 1e-6)),
                plant.card("golden"));
        bad("others-card", model, model, "the card beside the model is for a file with");
        ModelCards.write(Cards.score(wide, Plant.FEATURES), plant.card("others-card"));
        byte[] labels = TestModels.labelAndProbabilities(Plant.FEATURES, 6);
        bad("labels", labels, labels, "'score'");
        bad("torn-card", model, model, "pump-torn-card.yaml:1:");
        Files.writeString(plant.card("torn-card"), "name: [");
    }

    private void unreachable(byte[] model) {
        String sha256 = new ModelBytes("m", model).sha256();
        bad(
                "missing",
                folder.resolve("none.onnx").toUri().toString(),
                sha256,
                "no such model file");
        bad("slow", "slow://store/model.onnx", sha256, "was not verified within 5 s");
        bad("scheme", "gopher://store/model.onnx", sha256, "the model cannot be read: ");
        bad("relative", "models/pump.onnx", sha256, "is no URI or absolute path");
        bad("no-uri", "s3://a b/c", sha256, "is no URI or absolute path");
    }

    private void unreadableRows(byte[] model) {
        String sha256 = new ModelBytes("m", model).sha256();
        String uri = folder.resolve("pump-good.onnx").toUri().toString();
        row("role", uri, sha256, "boss", null, "role: 'boss' is not known");
        row("sha256", uri, "abc", "champion", null, "sha256: 'abc' is no SHA-256");
        row("no-key", uri, sha256, "canary", 5.0, "say model: { canary_key: <column> }");
        row("no-model", "", sha256, "champion", null, "uri is empty");
        row("1", uri, NO_SHA, "champion", null, "give the new model a version of its own");
    }

    private void bad(String version, byte[] file, byte[] claimed, String reason) throws Exception {
        Path written = Files.write(folder.resolve("pump-" + version + ".onnx"), file);
        bad(version, written.toUri().toString(), new ModelBytes("m", claimed).sha256(), reason);
    }

    private void bad(String version, String uri, String sha256, String reason) {
        row(version, uri, sha256, "champion", null, reason);
    }

    private void row(
            String version, String uri, String sha256, String role, Double share, String reason) {
        bad.put(
                version,
                Plant.row(RowKind.INSERT, "pump", version, uri, sha256, role, share, null));
        reasons.put(version, reason);
    }

    @Test
    void shouldRefuseEachForItsOwnReasonAndGoOn() throws Exception {
        SwitchingPlan plan = new SwitchingPlan(plant.plan("1"), null, true);
        try (SwappingJob job =
                new SwappingJob(
                                plan,
                                id -> Plant.reading(id, id % 10, id),
                                new Configuration(),
                                LIMIT)
                        .start()) {
            job.change(bad.values().toArray(RowData[]::new));
            job.rows.release(100);
            await().atMost(PATIENCE).until(() -> job.refused.rows().size() >= bad.size());

            assertThat(job.refused.rows()).hasSize(bad.size());
            reasons.forEach(
                    (version, reason) ->
                            assertThat(job.refused.rows())
                                    .as(version)
                                    .anyMatch(
                                            row ->
                                                    row.startsWith(version + ": ")
                                                            && row.contains(reason)));
            job.rows.release(100);
            await().atMost(PATIENCE).until(() -> job.committed().size() == 200);
            assertThat(job.committed("1")).isEqualTo(200);
            assertThat(job.client().getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
            assertThat(SessionCache.ofThisProcess().size()).isOne();

            job.change(plant.row(RowKind.INSERT, "good", "champion"));
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(
                            () -> {
                                job.rows.release(10);
                                return job.committed("good") > 0;
                            });
        }
    }

    @Test
    void shouldFetchByHttpAndTryAgainWhenTheRowIsUpdated() throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] model = Files.readAllBytes(folder.resolve("pump-good.onnx"));
        AtomicBoolean up = new AtomicBoolean();
        server.createContext(
                "/models/good.onnx",
                exchange -> {
                    boolean there = up.get();
                    exchange.sendResponseHeaders(there ? 200 : 503, there ? model.length : -1);
                    if (there) {
                        exchange.getResponseBody().write(model);
                    }
                    exchange.close();
                });
        server.start();
        String uri = "http://127.0.0.1:" + server.getAddress().getPort() + "/models/good.onnx";
        RowData row =
                Plant.row(
                        RowKind.INSERT,
                        "pump",
                        "good",
                        uri + "?token=x",
                        plant.sha256("good"),
                        "champion",
                        null,
                        null);
        try (SwappingJob job =
                new SwappingJob(
                                new SwitchingPlan(plant.plan("1"), null, true),
                                id -> Plant.reading(id, id % 10, id),
                                new Configuration())
                        .start()) {
            job.rows.release(10);
            job.change(row);
            await().atMost(PATIENCE).until(() -> job.refused.rows().size() == 1);
            assertThat(job.refused.rows())
                    .isEqualTo(
                            List.of(
                                    "good: the model cannot be read: IOException: HTTP status 503;"
                                            + " to try again, UPDATE its row"));
            up.set(true);
            job.change(row);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(
                            () -> {
                                job.rows.release(10);
                                return job.committed("good") > 0;
                            });
        } finally {
            server.stop(0);
        }
    }
}
