package io.millrace.cli.standalone;

import io.millrace.cli.cluster.Complaint;
import io.millrace.cli.cluster.Installation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directory with Flink's {@code lib/} and {@code plugins/}. What the job jar does not carry is
 * put there: connectors, because the client, the JobManager and the TaskManagers must agree on one
 * copy of their classes; ONNX Runtime, because a native library can be loaded by one class loader
 * only, and each job has one of its own; S3 as a plugin, because its Hadoop is another one than
 * Iceberg's.
 *
 * @param root with {@code lib/}
 */
public record FlinkHome(Path root) {

    private static final String BUILD = "build with: mvn -pl jobs/cli -am package";
    private static final String ENGINE = "flink-engine.classpath";
    private static final String ADDITIONS = "flink-additions.classpath";

    /** The version that all modules are compiled against, without its last part. */
    private static final String RELEASE = "1.20";

    /** What stands before a jar's version. */
    private static final Pattern NAME = Pattern.compile("^(.+?)-\\d.*\\.jar$");

    /**
     * The user's distribution, with what Millrace needs in it.
     *
     * @throws Complaint if it is none of Flink 1.20, or {@code install-flink} has not been run
     */
    public static FlinkHome of(Installation installation, Path root) {
        FlinkHome home = new FlinkHome(root.toAbsolutePath().normalize());
        home.requireDistribution();
        List<String> missing =
                home.missing(listed(installation, ADDITIONS)).stream()
                        .map(FlinkHome::name)
                        .toList();
        if (!missing.isEmpty()) {
            throw new Complaint(
                    "%s has no %s: run scripts/install-flink %s"
                            .formatted(home.lib(), String.join(", ", missing), root));
        }
        return home;
    }

    /**
     * Makes a distribution of links to the jars that the build has fetched; one that is there is
     * made again.
     *
     * @param root overwritten
     */
    public static FlinkHome assemble(Installation installation, Path root) {
        FlinkHome home = new FlinkHome(root.toAbsolutePath().normalize());
        try {
            Files.createDirectories(home.lib());
            try (Stream<Path> old = Files.list(home.lib())) {
                for (Path link : old.toList()) {
                    Files.delete(link);
                }
            }
            for (Path jar : listed(installation, ENGINE)) {
                Files.createSymbolicLink(home.lib().resolve(jar.getFileName()), jar);
            }
            for (Path jar : listed(installation, ADDITIONS)) {
                Files.createSymbolicLink(home.lib().resolve(jar.getFileName()), jar);
            }
            home.copyPlugins(installation);
            return home;
        } catch (IOException e) {
            throw new Complaint(root + ": no Flink could be assembled there: " + e, e);
        }
    }

    /**
     * Adds what is missing to a distribution of the user's. A jar that is there in any version is
     * left as it is.
     *
     * @return what was added, by paths within the distribution; empty if it was complete
     * @throws Complaint if it is none of Flink 1.20, or cannot be written
     */
    public List<String> install(Installation installation) {
        requireDistribution();
        try {
            List<String> added = new ArrayList<>();
            for (Path jar : missing(listed(installation, ADDITIONS))) {
                Files.copy(jar, lib().resolve(jar.getFileName()));
                added.add("lib/" + jar.getFileName());
            }
            copyPlugins(installation).forEach(jar -> added.add("plugins/" + jar));
            return added;
        } catch (IOException e) {
            throw new Complaint(root + ": cannot be written: " + e, e);
        }
    }

    /** The jars of {@code lib/}, sorted as Flink's own scripts sort them. */
    List<Path> jars() {
        try (Stream<Path> files = Files.list(lib())) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new Complaint(lib() + ": cannot be read: " + e, e);
        }
    }

    Path plugins() {
        return root.resolve("plugins");
    }

    Path lib() {
        return root.resolve("lib");
    }

    private void requireDistribution() {
        if (!Files.isDirectory(lib())) {
            throw new Complaint(root + ": no lib/ there; name the folder of a Flink distribution");
        }
        String dist =
                jars().stream()
                        .map(jar -> jar.getFileName().toString())
                        .filter(name -> name.matches("flink-(dist|runtime)(_.*)?-\\d.*\\.jar"))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new Complaint(
                                                lib()
                                                        + ": no flink-dist-%s.x.jar there"
                                                                .formatted(RELEASE)));
        if (!dist.contains("-" + RELEASE + ".")) {
            throw new Complaint(
                    "%s: Millrace is built for Flink %s.x; name such a distribution"
                            .formatted(lib().resolve(dist), RELEASE));
        }
    }

    /** Those of the jars whose name is not in {@code lib/} in any version. */
    private List<Path> missing(List<Path> wanted) {
        var there = jars().stream().map(FlinkHome::name).collect(Collectors.toSet());
        return wanted.stream().filter(jar -> !there.contains(name(jar))).toList();
    }

    private List<String> copyPlugins(Installation installation) throws IOException {
        List<String> added = new ArrayList<>();
        Path from = installation.plugins();
        if (!Files.isDirectory(from)) {
            throw new Complaint(from + ": no Flink plugins there; " + BUILD);
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = from.relativize(file);
                Path target = plugins().resolve(relative);
                if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                    added.add(relative.toString());
                }
            }
        }
        return added;
    }

    private static List<Path> listed(Installation installation, String list) {
        Path file = installation.built().resolve(list);
        try {
            String text = Files.readString(file).strip();
            return Arrays.stream(text.split(File.pathSeparator, -1)).map(Path::of).toList();
        } catch (IOException e) {
            throw new Complaint(file + ": cannot be read; " + BUILD, e);
        }
    }

    private static String name(Path jar) {
        String file = jar.getFileName().toString();
        var matcher = NAME.matcher(file);
        return (matcher.matches() ? matcher.group(1) : file).toLowerCase(Locale.ROOT);
    }
}
