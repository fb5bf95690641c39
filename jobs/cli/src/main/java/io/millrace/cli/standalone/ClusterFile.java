package io.millrace.cli.standalone;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.cluster.Complaint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code cluster.json}: what runs.
 *
 * @param web Flink's page and REST endpoint
 * @param flink the distribution
 * @param processes the JobManager first
 */
record ClusterFile(String web, String flink, List<ClusterProcess> processes) {

    private static final ObjectMapper JSON = new ObjectMapper();

    ClusterFile {
        processes = List.copyOf(processes);
    }

    /** Whether any of the processes does. */
    boolean anyRuns() {
        return processes.stream().anyMatch(ClusterProcess::isAlive);
    }

    URI uri() {
        return URI.create(web);
    }

    static Optional<ClusterFile> read(Path directory) {
        Path file = file(directory);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), ClusterFile.class));
        } catch (IOException e) {
            throw new Complaint(file + ": cannot be read; delete it if no cluster runs: " + e, e);
        }
    }

    void write(Path directory) {
        try {
            JSON.writerWithDefaultPrettyPrinter().writeValue(file(directory).toFile(), this);
        } catch (IOException e) {
            throw new Complaint(file(directory) + ": cannot be written: " + e, e);
        }
    }

    static void delete(Path directory) {
        try {
            Files.deleteIfExists(file(directory));
        } catch (IOException e) {
            throw new Complaint(file(directory) + ": cannot be deleted: " + e, e);
        }
    }

    private static Path file(Path directory) {
        return directory.resolve("cluster.json");
    }
}
