package io.millrace.cli.demo;

import io.millrace.cli.cluster.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the dashboard and the alerts of {@code flink-conf/observability} ask for. */
final class Observability {

    private static final Pattern METRIC = Pattern.compile("\\bflink_[A-Za-z0-9_]+");

    private Observability() {}

    static Path folder() {
        return Installation.current().root().resolve("flink-conf/observability");
    }

    /** The names of the metrics in all files of the folder. */
    static Set<String> metrics() throws IOException {
        Set<String> metrics = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.toList()) {
                Matcher metric = METRIC.matcher(Files.readString(file));
                while (metric.find()) {
                    metrics.add(metric.group());
                }
            }
        }
        return metrics;
    }
}
