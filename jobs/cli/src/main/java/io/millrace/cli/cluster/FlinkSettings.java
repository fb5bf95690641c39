package io.millrace.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        return load(installation.settings(), overrides);
    }

    /**
     * Reads one file alone, of any name.
     *
     * @throws Complaint if it is missing or cannot be read
     */
    public static Configuration file(Path file) {
        if (!Files.isReadable(file)) {
            throw new Complaint(file + ": no such file, or not readable");
        }
        try {
            Path alone = Files.createTempDirectory("millrace-settings-");
            Path copy = alone.resolve("config.yaml");
            try {
                Files.copy(file, copy);
                return load(alone, Map.of());
            } finally {
                Files.deleteIfExists(copy);
                Files.delete(alone);
            }
        } catch (IOException e) {
            throw new Complaint(file + ": cannot be read: " + e, e);
        }
    }

    /**
     * Reads another {@code config.yaml}.
     *
     * @param folder that it is in
     * @throws Complaint if the file is missing or cannot be read
     */
    public static Configuration load(Path folder, Map<String, String> overrides) {
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
