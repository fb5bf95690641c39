package io.millrace.cli;

import io.millrace.cli.cluster.FlinkSettings;
import io.millrace.cli.cluster.Installation;
import io.millrace.cli.cluster.LocalCluster;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Option;

/** The local cluster's settings. */
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

    /** The file's settings, over them these, over them those of the command line. */
    private Configuration settings(Installation installation, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(more);
        all.putAll(settings);
        return FlinkSettings.load(installation, all);
    }
}
