package io.millrace.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.cli.cluster.FlinkSettings;
import io.millrace.cli.cluster.Installation;
import io.millrace.cli.cluster.LocalCluster;
import io.millrace.cli.cluster.RunningJob;
import io.millrace.cli.terminal.Interruption;
import io.millrace.cli.terminal.Screen;
import io.millrace.local.Endpoints;
import io.millrace.local.LivePlant;
import io.millrace.local.ServicesProcess;
import io.millrace.local.ServicesSettings;
import io.millrace.local.plant.LiveAccount;
import io.millrace.local.plant.LiveSettings;
import io.millrace.local.plant.PlantSchema;
import io.millrace.local.plant.PlantSettings;
import io.millrace.scoring.Purpose;
import io.millrace.scoring.ScoringJob;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example on real services: PostgreSQL by change data capture, an MQTT broker, an Iceberg REST
 * catalog on S3, checkpoints on S3. In mid-run the task manager dies. Judged by DuckDB on the files
 * that the tables' newest snapshots list.
 */
class EndToEndIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long ROWS_BEFORE_THE_FAILURE = 2_000;
    private static final long ROWS_AFTER_THE_FAILURE = 2_000;

    @TempDir Path copies;

    private final Path model =
            Installation.current().root().resolve("models").resolve("machine-failure");
    private final Screen screen =
            Screen.of(new PrintWriter(System.out, true, StandardCharsets.UTF_8));

    @Test
    void shouldLeaveOneRowPerEventWhenTasksFailInMidRun() throws Exception {
        try (ServicesProcess services = ServicesProcess.start(settings());
                Interruption nobody = Interruption.listen();
                PushGateway gateway = PushGateway.start();
                LocalCluster cluster = cluster(services.endpoints(), gateway);
                Lakehouse lakehouse = new Lakehouse(services.endpoints());
                Alerts alerts = new Alerts(services.endpoints().mqtt());
                NewestScores newest = new NewestScores(services.endpoints().postgres())) {
            LivePlant plant = services.preparePlant(plant());
            RunningJob job = submit(cluster, services.endpoints());
            LiveRun run = new LiveRun(job, plant, lakehouse, newest, alerts, screen, nobody);
            run.awaitReady();
            plant.start();
            run.awaitRows(ROWS_BEFORE_THE_FAILURE);

            cluster.killTaskManager();
            cluster.startTaskManager();
            await().atMost(PATIENCE).until(() -> job.figures().restarts() > 0);
            run.awaitRows(lakehouse.rows(Demo.SCORES) + ROWS_AFTER_THE_FAILURE);

            LiveAccount stopped = plant.stop();
            run.awaitRows(stopped.counts().confirmed() + stopped.counts().malformed());
            assertThat(gateway.names()).containsAll(Observability.metrics()).isNotEmpty();
            job.stopWithSavepoint(Bindings.SAVEPOINTS, PATIENCE);
            Account account = account(lakehouse, stopped);
            assertOneRowEach(account);
            assertThat(newest.look().machines()).isEqualTo(20);
            assertThat(alerts.await(account.warnings(), PATIENCE))
                    .as("at least once")
                    .isGreaterThanOrEqualTo(account.warnings());
        }
    }

    private static void assertOneRowEach(Account account) {
        System.out.println(account);
        assertThat(account.sent()).isEqualTo(account.scores() + account.rejected());
        assertThat(account.rejected()).isEqualTo(account.malformed()).isPositive();
        assertThat(account.duplicates()).isZero();
        assertThat(account.missing()).isZero();
        assertThat(account.balanced()).isTrue();
        assertThat(account.auc()).isGreaterThan(0.8);
    }

    private Account account(Lakehouse lakehouse, LiveAccount plant) throws Exception {
        List<Path> scores = lakehouse.download(Demo.SCORES, copies.resolve("scores"));
        List<Path> rejected = lakehouse.download(Demo.REJECTED, copies.resolve("rejected"));
        try (Accountant accountant = new Accountant()) {
            return accountant.account(plant, scores, rejected, 0.5);
        }
    }

    private static ServicesSettings settings() {
        return ServicesSettings.all()
                .withDatabase("plant", PlantSchema.SQL, NewestScores.TABLE)
                .withBuckets("checkpoints");
    }

    private static LiveSettings plant() {
        return LiveSettings.standard()
                .withPlant(PlantSettings.live().withMachines(20))
                .withHoursPerSecond(8)
                .withMalformedShare(0.01);
    }

    private static LocalCluster cluster(Endpoints endpoints, PushGateway gateway) {
        Map<String, String> settings = new HashMap<>(Bindings.flink(endpoints));
        settings.putAll(gateway.settings());
        return LocalCluster.start(
                Installation.current(), FlinkSettings.load(Installation.current(), settings));
    }

    private RunningJob submit(LocalCluster cluster, Endpoints endpoints) {
        StreamExecutionEnvironment env = cluster.environment(RuntimeExecutionMode.STREAMING);
        Map<String, String> names = Bindings.environment(endpoints, Map.of());
        ScoringJob.read(model, model.resolve("live.sql"), names, Purpose.SCORE).build(env);
        return cluster.submit(env, "end to end");
    }
}
