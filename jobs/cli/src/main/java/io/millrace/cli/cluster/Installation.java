package io.millrace.cli.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the repository lies that this run belongs to.
 *
 * @param root of the repository
 * @param work a directory that this user may write: savepoints, checkpoints, logs
 */
public record Installation(Path root, Path work) {

    static final String ROOT = "millrace.repository";
    static final String WORK = "millrace.work";
    static final String LOG = "millrace.log";

    /**
     * As the launcher (or the build, for tests) has set it.
     *
     * @throws Complaint if the JVM was started in another way
     */
    public static Installation current() {
        String root = System.getProperty(ROOT);
        if (root == null || !Files.isDirectory(Path.of(root, "flink-conf"))) {
            throw new Complaint(
                    "the system property %s names no repository of Millrace (%s): start through scripts/millrace"
                            .formatted(ROOT, root));
        }
        String work = System.getProperty(WORK);
        return new Installation(
                Path.of(root), work == null ? Path.of(root, "work") : Path.of(work));
    }

    /** The file that all logging goes to; empty in tests. */
    public static Optional<Path> currentLog() {
        return Optional.ofNullable(System.getProperty(LOG)).map(Path::of);
    }

    /** The directory of {@code config.yaml}. */
    public Path settings() {
        return root.resolve("flink-conf");
    }

    /** One directory a plugin, as the build has copied them. */
    public Path plugins() {
        return built().resolve("plugins");
    }

    /** Where the build has left what this command line needs. */
    public Path built() {
        return root.resolve(Path.of("jobs", "cli", "target"));
    }

    /** The cluster that {@code scripts/cluster} runs, if it is not told of another directory. */
    public Path cluster() {
        return work.resolve("cluster");
    }

    /**
     * What is sent to a cluster with a job.
     *
     * @throws Complaint if the build has not made it
     */
    public Path jobJar() {
        Path jar = root.resolve(Path.of("jobs", "scoring", "target", "millrace.jar"));
        if (!Files.isReadable(jar)) {
            throw new Complaint(jar + ": missing; build with: mvn -pl jobs/cli -am package");
        }
        return jar;
    }
}
