package io.millrace.cli.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster in this JVM, with the web page and the REST endpoint of a real one on a free port
 * of 127.0.0.1. Jobs are submitted through that endpoint, so they take the way that they take
 * elsewhere. Files of the run go to a directory of its own, which ends with it.
 */
public final class LocalCluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);
    private static final long CLOSE_SECONDS = 30;

    private final Configuration settings;
    private final MiniCluster cluster;
    private final Path scratch;
    private final URI web;

    private LocalCluster(Configuration settings, MiniCluster cluster, Path scratch, URI web) {
        this.settings = settings;
        this.cluster = cluster;
        this.scratch = scratch;
        this.web = web;
    }

    /**
     * Starts the cluster and returns when it takes jobs.
     *
     * @param settings see {@link FlinkSettings}; not modified
     * @throws Complaint if it does not come up
     */
    public static LocalCluster start(Installation installation, Configuration settings) {
        Configuration own = new Configuration(settings);
        Path scratch = scratch(own);
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(own)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(
                                        own.get(TaskManagerOptions.NUM_TASK_SLOTS))
                                .setPluginManager(Plugins.load(installation, own))
                                .build());
        try {
            cluster.start();
            return new LocalCluster(own, cluster, scratch, cluster.getRestAddress().get());
        } catch (Exception e) {
            end(cluster, scratch);
            throw new Complaint("the local Flink cluster did not start: " + Causes.root(e), e);
        }
    }

    /** Flink's web page. */
    public URI web() {
        return web;
    }

    /** An environment whose job will run on this cluster. */
    public StreamExecutionEnvironment environment(RuntimeExecutionMode mode) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createRemoteEnvironment(
                        web.getHost(), web.getPort(), settings);
        env.setRuntimeMode(mode);
        return env;
    }

    /**
     * Starts the environment's job and returns without waiting for its end.
     *
     * @throws Complaint if the job is not accepted
     */
    public RunningJob submit(StreamExecutionEnvironment env, String name) {
        try {
            return new RunningJob(env.executeAsync(name), new RestEndpoint(web));
        } catch (Exception e) {
            throw new Complaint("the job was not accepted: " + Causes.root(e), e);
        }
    }

    /** Kills the only task manager, as a crash would; its tasks fail. */
    public void killTaskManager() {
        cluster.terminateTaskManager(0).join();
    }

    /** Starts a task manager in the place of one that was killed. */
    public void startTaskManager() {
        try {
            cluster.startTaskManager();
        } catch (Exception e) {
            throw new Complaint("the task manager did not start: " + e.getMessage(), e);
        }
    }

    /** Ends all jobs and the cluster, and returns when they have ended. */
    @Override
    public void close() {
        end(cluster, scratch);
    }

    private static void end(MiniCluster cluster, Path scratch) {
        try {
            cluster.closeAsync().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the local Flink cluster did not end in its orderly way", e);
        } finally {
            FileUtils.deleteDirectoryQuietly(scratch.toFile());
        }
    }

    private static Path scratch(Configuration settings) {
        try {
            Path scratch = Files.createTempDirectory("millrace-flink-");
            Path web = Files.createDirectory(scratch.resolve("web"));
            Path blobs = Files.createDirectory(scratch.resolve("blobs"));
            settings.set(CoreOptions.TMP_DIRS, scratch.toString());
            settings.set(WebOptions.TMP_DIR, web.toString());
            settings.set(BlobServerOptions.STORAGE_DIRECTORY, blobs.toString());
            return scratch;
        } catch (IOException e) {
            throw new Complaint("no temporary directory for Flink: " + e, e);
        }
    }
}
