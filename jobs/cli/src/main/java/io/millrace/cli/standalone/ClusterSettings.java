package io.millrace.cli.standalone;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.cluster.Complaint;
import io.millrace.cli.cluster.FlinkSettings;
import io.millrace.cli.cluster.Installation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * The {@code config.yaml} of a cluster: the repository's, over it the user's file and single
 * settings, and what only a cluster has: addresses, ports and directories.
 */
final class ClusterSettings {

    private static final String LOOPBACK = "127.0.0.1";

    private ClusterSettings() {}

    /** Settings for a cluster whose files are in this directory. */
    static Configuration create(
            Installation installation, Path directory, Map<String, String> overrides) {
        Configuration all = FlinkSettings.load(installation, overrides);
        all.set(JobManagerOptions.ADDRESS, LOOPBACK);
        all.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        all.set(TaskManagerOptions.HOST, LOOPBACK);
        all.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        all.set(RestOptions.ADDRESS, LOOPBACK);
        all.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        if (!overrides.containsKey(JobManagerOptions.PORT.key())) {
            all.set(JobManagerOptions.PORT, freePort());
        }
        if (!overrides.containsKey(RestOptions.PORT.key())) {
            all.set(RestOptions.PORT, freePort());
        }
        all.set(RestOptions.BIND_PORT, String.valueOf(all.get(RestOptions.PORT)));
        all.set(BlobServerOptions.PORT, "0");
        all.set(TaskManagerOptions.RPC_PORT, "0");
        all.set(CoreOptions.TMP_DIRS, directory.resolve("tmp").toString());
        if (!all.contains(CheckpointingOptions.CHECKPOINTS_DIRECTORY)) {
            all.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
            all.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri(directory, "checkpoints"));
        }
        if (!all.contains(CheckpointingOptions.SAVEPOINT_DIRECTORY)) {
            all.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, uri(directory, "savepoints"));
        }
        return all;
    }

    /** Writes them so that nobody else reads them: an object store's keys may be among them. */
    static void write(Configuration settings, Path conf) {
        ObjectMapper quoting = new ObjectMapper();
        String text =
                new TreeMap<>(settings.toMap())
                        .entrySet().stream()
                                .map(one -> one.getKey() + ": " + quoted(quoting, one.getValue()))
                                .collect(Collectors.joining("\n", "", "\n"));
        try {
            Files.createDirectories(conf);
            Path file = conf.resolve("config.yaml");
            Files.deleteIfExists(file);
            if (Files.getFileStore(conf).supportsFileAttributeView("posix")) {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new Complaint(conf + ": cannot be written: " + e, e);
        }
    }

    private static String quoted(ObjectMapper json, String value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalStateException("a text that JSON cannot write", e);
        }
    }

    private static String uri(Path directory, String name) {
        return directory.resolve(name).toUri().toString();
    }

    private static int freePort() {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new Complaint("no free port on " + LOOPBACK + ": " + e, e);
        }
    }
}
