package io.millrace.cli.cluster;

import java.nio.file.Files;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.IllegalConfigurationException;

/** {@code flink-conf/config.yaml}, the same for every job that this JVM starts. */
public final class FlinkSettings {

    private FlinkSettings() {}

    /**
     * Reads the file.
     *
     * @param overrides of single settings, by their dotted names; they win
     * @throws Complaint if the file is missing or cannot be read
     */
    public static Configuration load(Installation installation, Map<String, String> overrides) {
        var folder = installation.settings();
        if (!Files.isReadable(folder.resolve("config.yaml"))) {
            throw new Complaint(folder.resolve("config.yaml") + ": no such file, or not readable");
        }
        try {
            return GlobalConfiguration.loadConfiguration(
                    folder.toString(), Configuration.fromMap(overrides));
        } catch (IllegalConfigurationException e) {
            throw new Complaint(folder.resolve("config.yaml") + ": " + e.getMessage(), e);
        }
    }
}
