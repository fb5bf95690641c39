package io.millrace.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.apache.flink.core.plugin.PluginManager;

/**
 * Flink's plugins, each in a class loader of its own. Flink's launch scripts would find them by an
 * environment variable, which a JVM cannot set for itself; hence its internal finder, here only.
 */
public final class Plugins {

    private Plugins() {}

    /**
     * Finds the plugins and makes their file systems known to this JVM.
     *
     * @throws Complaint if the build has not put them there
     */
    public static PluginManager load(Installation installation, Configuration settings) {
        Path folder = installation.plugins();
        if (!Files.isDirectory(folder)) {
            throw new Complaint(
                    folder + ": no Flink plugins there; build with: mvn -pl jobs/cli -am package");
        }
        try {
            PluginManager plugins =
                    new DefaultPluginManager(
                            new DirectoryBasedPluginFinder(folder).findPlugins(),
                            CoreOptions.getPluginParentFirstLoaderPatterns(settings));
            FileSystem.initialize(settings, plugins);
            return plugins;
        } catch (IOException e) {
            throw new Complaint(folder + ": Flink's plugins cannot be read: " + e, e);
        }
    }
}
