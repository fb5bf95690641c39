package io.millrace.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.cli.cluster.Installation;
import io.millrace.cli.cluster.RemoteCluster;
import io.millrace.cli.cluster.RunningJob;
import io.millrace.cli.standalone.ClusterProcess;
import io.millrace.cli.standalone.StandaloneCluster;
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
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example on a cluster of separate JVMs, by the scripts that users call: the job jar without
 * connectors, Flink's {@code lib/} with them, S3 as a plugin. In mid-run a TaskManager gets
 * SIGKILL.
 */
class SeparateProcessesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long ROWS = 1_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final Installation installation = Installation.current();
    private final Screen screen =
            Screen.of(new PrintWriter(System.out, true, StandardCharsets.UTF_8));

    @Test
    void shouldLeaveOneRowPerEventWhenATaskManagerIsKilled() throws Exception {
        StandaloneCluster cluster = new StandaloneCluster(installation, folder.resolve("cluster"));
        try (ServicesProcess services = ServicesProcess.start(settings());
                Interruption nobody = Interruption.listen();
                Lakehouse lakehouse = new Lakehouse(services.endpoints());
                Alerts alerts = new Alerts(services.endpoints().mqtt());
                NewestScores newest = new NewestScores(services.endpoints().postgres())) {
            Endpoints endpoints = services.endpoints();
            LivePlant plant = services.preparePlant(plant());
            cluster.start(null, Bindings.flink(endpoints), 2);
            RunningJob job = submit(cluster, endpoints);
            LiveRun run = new LiveRun(job, plant, lakehouse, newest, alerts, screen, nobody);
            run.awaitReady();
            plant.start();
            run.awaitRows(ROWS);

            cluster.processes().get(1).kill();
            await().atMost(PATIENCE).until(() -> job.lastFailure().isPresent());
            cluster.start(null, Map.of(), 2);
            assertThat(cluster.processes()).hasSize(3).allMatch(ClusterProcess::isAlive);
            run.awaitRows(lakehouse.rows(Demo.SCORES) + ROWS);

            LiveAccount stopped = plant.stop();
            run.awaitRows(stopped.counts().confirmed() + stopped.counts().malformed());
            assertThat(script("status", Map.of())).contains("checkpoints", "runs");
            assertThat(script("stop", Map.of())).startsWith("s3://checkpoints/savepoints/");
            assertThat(account(lakehouse, stopped).balanced()).isTrue();
            assertNoSecrets(cluster);
        } finally {
            cluster.stop();
        }
        assertThat(cluster.processes()).isEmpty();
    }

    private RunningJob submit(StandaloneCluster cluster, Endpoints endpoints) throws Exception {
        Path model = installation.root().resolve("models").resolve("machine-failure");
        String id = script("submit", Bindings.environment(endpoints, Map.of()), model.toString());
        return RemoteCluster.at(cluster.web()).job(id.strip());
    }

    /**
     * Calls a script as a user does; what it prints. Names and passwords are in its environment.
     */
    private String script(String name, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(installation.root().resolve("scripts").resolve(name).toString());
        command.addAll(List.of("--directory", folder.resolve("cluster").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        builder.environment().put("MILLRACE_BUILD", "never");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(name).isTrue();
        assertThat(process.exitValue()).as("%s: %s", name, output).isZero();
        return output;
    }

    private Account account(Lakehouse lakehouse, LiveAccount plant) throws Exception {
        List<Path> scores = lakehouse.download(Demo.SCORES, folder.resolve("scores"));
        List<Path> rejected = lakehouse.download(Demo.REJECTED, folder.resolve("rejected"));
        try (Accountant accountant = new Accountant()) {
            Account account = accountant.account(plant, scores, rejected, 0.5);
            System.out.println(account);
            return account;
        }
    }

    /** The keys of the object store: neither in a log nor in the list of processes. */
    private void assertNoSecrets(StandaloneCluster cluster) throws IOException {
        Configuration settings = cluster.settings();
        String secret = settings.toMap().get("s3.secret-key");
        assertThat(secret).hasSizeGreaterThan(7);
        try (Stream<Path> logs = Files.list(folder.resolve("cluster").resolve("log"))) {
            for (Path log : logs.toList()) {
                assertThat(Files.readString(log)).as(log.toString()).doesNotContain(secret);
            }
        }
        for (ClusterProcess one : cluster.processes()) {
            assertThat(one.isAlive()).as(one.name()).isTrue();
            assertThat(ProcessHandle.of(one.pid()).orElseThrow().info().commandLine().orElse(""))
                    .doesNotContain(secret);
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
}
