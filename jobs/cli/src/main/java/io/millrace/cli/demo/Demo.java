package io.millrace.cli.demo;

import io.millrace.cli.cluster.LocalCluster;
import io.millrace.cli.cluster.RunningJob;
import io.millrace.cli.terminal.Interruption;
import io.millrace.cli.terminal.Screen;
import io.millrace.local.Endpoints;
import io.millrace.local.LivePlant;
import io.millrace.local.Service;
import io.millrace.local.ServicesProcess;
import io.millrace.local.ServicesSettings;
import io.millrace.local.plant.LiveAccount;
import io.millrace.local.plant.LiveSettings;
import io.millrace.local.plant.PlantSchema;
import io.millrace.local.plant.PlantSettings;
import io.millrace.scoring.JobDescription;
import io.millrace.scoring.Purpose;
import io.millrace.scoring.ScoringJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;
import org.apache.iceberg.catalog.TableIdentifier;

/** The whole system for a minute or a day: services, cluster, job, plant, and the account. */
public final class Demo {

    static final TableIdentifier SCORES = TableIdentifier.of("plant", "scores");
    static final TableIdentifier REJECTED = TableIdentifier.of("plant", "rejected");

    private static final Duration STOP = Duration.ofMinutes(2);
    private static final Duration ALERTS = Duration.ofSeconds(20);

    private final DemoSettings settings;
    private final Function<Map<String, String>, LocalCluster> cluster;
    private final Screen screen;
    private final Interruption ctrlC;
    private final Phases phases;
    private final Threshold threshold;

    /**
     * @param cluster starts a cluster with these settings before those of the configuration
     */
    public Demo(
            DemoSettings settings,
            Function<Map<String, String>, LocalCluster> cluster,
            Screen screen,
            Interruption ctrlC) {
        this.settings = settings;
        this.cluster = cluster;
        this.screen = screen;
        this.ctrlC = ctrlC;
        this.phases = new Phases(screen::say);
        this.threshold = Threshold.of(settings);
    }

    /** Runs to the end; whether every event has its one row. */
    public boolean run() throws Exception {
        phases.say("Starting");
        try (ServicesProcess services = services();
                Alerts alerts = new Alerts(services.endpoints().mqtt())) {
            LiveAccount plant = live(services, alerts);
            return account(services.endpoints(), plant, alerts).balanced();
        } finally {
            phases.say("Stopped; nothing of the demo is running any more.");
        }
    }

    private ServicesProcess services() {
        ServicesSettings wanted =
                ServicesSettings.all()
                        .withDatabase("plant", PlantSchema.SQL, NewestScores.TABLE)
                        .withBuckets("checkpoints");
        ServicesProcess services = ServicesProcess.start(wanted);
        for (Service one : Service.values()) {
            phases.done(name(one), Duration.ofMillis(services.startMillis().get(one)));
        }
        return services;
    }

    /** From the start of the cluster to its end, with the plant's run between them. */
    private LiveAccount live(ServicesProcess services, Alerts alerts) throws Exception {
        LivePlant plant =
                phases.run("the plant's past", () -> services.preparePlant(plantSettings()));
        Endpoints endpoints = services.endpoints();
        Map<String, String> flink = Bindings.flink(endpoints);
        try (LocalCluster started = phases.run("Flink", () -> cluster.apply(flink));
                Lakehouse lakehouse = new Lakehouse(endpoints);
                NewestScores newest = new NewestScores(endpoints.postgres())) {
            RunningJob job = phases.run("the job's graph", () -> submit(started, endpoints));
            LiveRun run = new LiveRun(job, plant, lakehouse, newest, alerts, screen, ctrlC);
            phases.run("the database's past, read by the job", run::awaitReady);
            if (!ctrlC.asked()) {
                plant.start();
            }
            whereToLook(started, endpoints, lakehouse);
            run.watch(settings.length());
            return end(job, plant, run);
        }
    }

    private RunningJob submit(LocalCluster started, Endpoints endpoints) {
        Map<String, String> names = Bindings.environment(endpoints, threshold.environment());
        ScoringJob scoring =
                ScoringJob.read(settings.folder(), settings.tables(), names, Purpose.SCORE);
        StreamExecutionEnvironment env = started.environment(RuntimeExecutionMode.STREAMING);
        JobDescription described = scoring.build(env);
        described.warnings().forEach(warning -> phases.say("  warning: " + warning));
        return started.submit(env, scoring.spec().name());
    }

    /** The plant first, then the job when everything has been scored: its last commit follows. */
    private LiveAccount end(RunningJob job, LivePlant plant, LiveRun run) throws Exception {
        phases.say("");
        phases.say("Stopping");
        LiveAccount stopped = phases.run("the plant", plant::stop);
        long sent = stopped.counts().confirmed() + stopped.counts().malformed();
        phases.run("all that was sent is scored", () -> run.awaitRows(sent));
        phases.run(
                "the job, with a savepoint",
                () -> job.stopWithSavepoint(Bindings.SAVEPOINTS, STOP));
        return stopped;
    }

    private Account account(Endpoints endpoints, LiveAccount plant, Alerts alerts)
            throws Exception {
        Path copies = Files.createTempDirectory("millrace-account-");
        try (Lakehouse lakehouse = new Lakehouse(endpoints);
                Accountant accountant = new Accountant()) {
            List<Path> scores = lakehouse.download(SCORES, copies.resolve("scores"));
            List<Path> rejected = lakehouse.download(REJECTED, copies.resolve("rejected"));
            Account account = accountant.account(plant, scores, rejected, threshold.value());
            long received = alerts.await(account.warnings(), ALERTS);
            phases.say("");
            AccountReport.lines(account, scores.size() + rejected.size(), received)
                    .forEach(phases::say);
            return account;
        } finally {
            FileUtils.deleteDirectoryQuietly(copies.toFile());
        }
    }

    private static String name(Service service) {
        return switch (service) {
            case POSTGRES -> "PostgreSQL";
            case MQTT -> "MQTT broker";
            case S3 -> "S3";
            case CATALOG -> "Iceberg REST catalog";
        };
    }

    private LiveSettings plantSettings() {
        PlantSettings plant = PlantSettings.live().withMachines(settings.machines());
        if (settings.seed() != null) {
            plant = plant.withSeed(settings.seed());
        }
        return LiveSettings.standard()
                .withPlant(plant)
                .withHoursPerSecond(settings.hoursPerSecond())
                .withMalformedShare(settings.malformedShare());
    }

    private void whereToLook(LocalCluster started, Endpoints endpoints, Lakehouse lakehouse) {
        String broker = endpoints.mqtt().host() + " -p " + endpoints.mqtt().port();
        phases.say("");
        phases.say("Where to look, while it runs");
        phases.say("  Flink      " + started.web());
        phases.say("  database   " + endpoints.postgres().psql());
        phases.say("             SELECT * FROM newest_scores ORDER BY score DESC LIMIT 10;");
        phases.say("  alerts     mosquitto_sub -h " + broker + " -t 'plant/alerts/#'");
        phases.say("  scores     Iceberg table plant.scores at " + lakehouse.location(SCORES));
        phases.say("             REST catalog " + endpoints.catalog().uri());
        phases.say("  Ctrl-C stops it in an orderly way.");
        phases.say("");
    }
}
