package io.millrace.cli;

import io.millrace.cli.cluster.Complaint;
import io.millrace.cli.cluster.FlinkSettings;
import io.millrace.cli.cluster.Installation;
import io.millrace.cli.cluster.Plugins;
import io.millrace.cli.cluster.RemoteCluster;
import io.millrace.cli.standalone.StandaloneCluster;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Option;

/** Which cluster is meant. */
final class TargetOptions {

    @Option(
            names = "--cluster",
            paramLabel = "URL",
            description =
                    "Flink's page of the cluster; if not given, the one that scripts/cluster runs.")
    private @Nullable URI url;

    @Option(
            names = "--directory",
            paramLabel = "DIRECTORY",
            description =
                    "Where the files of the cluster are that scripts/cluster runs; work/cluster of"
                            + " the repository if not given.")
    private @Nullable Path directory;

    /** The cluster that {@code scripts/cluster} runs, or would. */
    StandaloneCluster standalone() {
        Installation installation = Installation.current();
        return new StandaloneCluster(
                installation, directory == null ? installation.cluster() : directory);
    }

    /**
     * The cluster to talk to.
     *
     * @throws Complaint if none is named and none runs
     */
    RemoteCluster cluster() {
        if (url != null && url.getHost() == null) {
            throw new Complaint("--cluster " + url + ": no URL such as http://127.0.0.1:8081");
        }
        return RemoteCluster.at(url == null ? standalone().web() : url);
    }

    /**
     * Makes file systems known to this JVM, with the keys that the cluster has, so that models and
     * savepoints on them can be read. For another cluster the environment has the keys.
     */
    void openFileSystems() {
        Installation installation = Installation.current();
        Configuration settings =
                url == null ? standalone().settings() : FlinkSettings.load(installation, Map.of());
        Plugins.load(installation, settings);
    }

    /**
     * The job with this id, or the only one that runs.
     *
     * @throws Complaint if there is none, or a choice
     */
    RemoteCluster.Job job(@Nullable String id) {
        RemoteCluster cluster = cluster();
        List<RemoteCluster.Job> found =
                cluster.jobs().stream()
                        .filter(
                                one ->
                                        id == null
                                                ? !one.status().isGloballyTerminalState()
                                                : one.id().equals(id))
                        .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        if (id != null) {
            throw new Complaint(cluster.web() + " has no job " + id + "; see scripts/status");
        }
        throw new Complaint(
                found.isEmpty()
                        ? cluster.web() + ": no job runs there; scripts/submit starts one"
                        : cluster.web()
                                + ": "
                                + found.size()
                                + " jobs run; name one with --job ID");
    }
}
