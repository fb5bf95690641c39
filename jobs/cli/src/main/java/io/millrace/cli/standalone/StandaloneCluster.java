package io.millrace.cli.standalone;

import io.millrace.cli.cluster.Complaint;
import io.millrace.cli.cluster.FlinkSettings;
import io.millrace.cli.cluster.Installation;
import io.millrace.cli.cluster.RemoteCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.util.FileUtils;

/**
 * A JobManager and TaskManagers as JVMs of their own on this machine, which go on when the command
 * that started them has ended. Their ids are in {@code cluster.json}.
 *
 * <pre>
 * directory/cluster.json      what runs
 *           conf/config.yaml  effective settings, for this user's eyes only
 *           log/              NAME.log, and NAME.out for what went to the terminal otherwise
 *           checkpoints/      unless the settings say where
 *           savepoints/       likewise
 *           tmp/              gone when the cluster is stopped
 * </pre>
 */
public final class StandaloneCluster {

    private static final String JOB_MANAGER = "jobmanager";
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Installation installation;
    private final Path directory;

    /**
     * @param directory of the cluster's files; made when it is started
     */
    public StandaloneCluster(Installation installation, Path directory) {
        this.installation = installation;
        this.directory = directory.toAbsolutePath().normalize();
    }

    /**
     * Starts what does not run: everything, or, of a cluster that was started before, the processes
     * that have died since, with the settings that it has.
     *
     * @param flink null: a distribution is assembled
     * @param overrides of the settings, for a cluster that does not run yet
     * @param taskManagers how many
     * @return Flink's page, when all TaskManagers have registered
     * @throws Complaint if it does not come up; what was started is stopped then
     */
    public URI start(Path flink, Map<String, String> overrides, int taskManagers) {
        Optional<ClusterFile> before = ClusterFile.read(directory).filter(ClusterFile::anyRuns);
        FlinkHome home = home(flink, before);
        if (before.isEmpty()) {
            Configuration fresh = ClusterSettings.create(installation, directory, overrides);
            ClusterSettings.write(fresh, directory.resolve("conf"));
        }
        try {
            Files.createDirectories(directory.resolve("tmp"));
            return startMissing(home, before, taskManagers);
        } catch (Complaint e) {
            if (before.isEmpty()) {
                stop();
            }
            throw e;
        } catch (IOException e) {
            throw new Complaint(directory + ": cannot be written: " + e, e);
        }
    }

    /** Ends all processes; whether there were any. */
    public boolean stop() {
        List<ClusterProcess> running =
                processes().stream().filter(ClusterProcess::isAlive).toList();
        running.forEach(ClusterProcess::ask);
        running.forEach(one -> one.end(STOP));
        ClusterFile.delete(directory);
        FileUtils.deleteDirectoryQuietly(directory.resolve("tmp").toFile());
        return !running.isEmpty();
    }

    /** What was started, the JobManager first; some may have died. */
    public List<ClusterProcess> processes() {
        return ClusterFile.read(directory).map(ClusterFile::processes).orElse(List.of());
    }

    /**
     * Flink's page.
     *
     * @throws Complaint if no cluster was started in this directory
     */
    public URI web() {
        return ClusterFile.read(directory)
                .map(ClusterFile::uri)
                .orElseThrow(
                        () ->
                                new Complaint(
                                        "no cluster runs in %s: start one with scripts/cluster start"
                                                .formatted(directory)));
    }

    /** The settings that the cluster was started with. */
    public Configuration settings() {
        return FlinkSettings.load(directory.resolve("conf"), Map.of());
    }

    private FlinkHome home(Path flink, Optional<ClusterFile> before) {
        if (before.isPresent()) {
            return new FlinkHome(Path.of(before.get().flink()));
        }
        return flink != null
                ? FlinkHome.of(installation, flink)
                : FlinkHome.assemble(installation, directory.resolve("flink"));
    }

    private URI startMissing(FlinkHome home, Optional<ClusterFile> before, int taskManagers) {
        Configuration settings = settings();
        FlinkProcess starter = new FlinkProcess(installation, home, directory, settings);
        URI web = URI.create("http://127.0.0.1:" + settings.get(RestOptions.PORT));
        List<ClusterProcess> all = new ArrayList<>();
        before.ifPresent(
                file ->
                        file.processes().stream()
                                .filter(ClusterProcess::isAlive)
                                .forEach(all::add));
        if (all.stream().noneMatch(one -> one.name().equals(JOB_MANAGER))) {
            all.add(0, starter.jobManager());
        }
        for (int i = 1; i <= taskManagers; i++) {
            String name = "taskmanager-" + i;
            if (all.stream().noneMatch(one -> one.name().equals(name))) {
                all.add(starter.taskManager(name));
            }
        }
        new ClusterFile(web.toString(), home.root().toString(), all).write(directory);
        await(web, all, taskManagers);
        return web;
    }

    private void await(URI web, List<ClusterProcess> all, int taskManagers) {
        RemoteCluster cluster = RemoteCluster.at(web);
        long deadline = System.nanoTime() + START.toNanos();
        while (cluster.taskManagers() < taskManagers) {
            for (ClusterProcess one : all) {
                if (!one.isAlive()) {
                    throw new Complaint(
                            "the %s has ended by itself. The end of its log:\n  %s"
                                    .formatted(
                                            one.name(), FlinkProcess.tail(directory, one.name())));
                }
            }
            if (System.nanoTime() > deadline) {
                throw new Complaint(
                        "%d of %d TaskManagers have registered within %d s; %s says more"
                                .formatted(
                                        cluster.taskManagers(),
                                        taskManagers,
                                        START.toSeconds(),
                                        directory.resolve("log")));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint("interrupted while the cluster started", e);
        }
    }
}
