package io.millrace.cli;

import io.millrace.cli.cluster.Complaint;
import io.millrace.cli.cluster.FlinkSettings;
import io.millrace.cli.cluster.Installation;
import io.millrace.cli.cluster.LocalCluster;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import picocli.CommandLine.Option;

/** A cluster's or job's settings. */
final class ClusterOptions {

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "A setting of Flink, before the one in flink-conf/config.yaml.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** Starts a cluster with these settings under those of the command line. */
    LocalCluster start(Map<String, String> more) {
        Installation installation = Installation.current();
        return LocalCluster.start(installation, settings(installation, more));
    }

    /** The settings of a job that is submitted. */
    Configuration ofJob() {
        return settings(Installation.current(), Map.of());
    }

    /**
     * The file's settings, over them those of the command line.
     *
     * @param file a {@code config.yaml}; null: none
     * @throws Complaint if it cannot be read, or the command line has a secret, which every user of
     *     the machine can see there
     */
    Map<String, String> overrides(@Nullable Path file) {
        settings.keySet().stream()
                .filter(GlobalConfiguration::isSensitive)
                .findFirst()
                .ifPresent(
                        key -> {
                            throw new Complaint(
                                    "-D %s: a secret can be read by everyone in the list of processes; put it into a file for --settings"
                                            .formatted(key));
                        });
        Map<String, String> all =
                new LinkedHashMap<>(file == null ? Map.of() : FlinkSettings.file(file).toMap());
        all.putAll(settings);
        return all;
    }

    /** The file's settings, over them these, over them those of the command line. */
    private Configuration settings(Installation installation, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(more);
        all.putAll(settings);
        return FlinkSettings.load(installation, all);
    }
}
