package io.millrace.bench.mqtt;

import io.millrace.connector.mqtt.MqttSource;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A connector that Flink SQL finds by its factory.
 *
 * @param ddl declares the table {@code messages} with a column {@code id BIGINT}
 * @param jars of the connector; empty for ours
 */
record Peer(String name, Path ddl, List<Path> jars) {

    /**
     * Reads {@code name=file.sql,a.jar,b.jar}.
     *
     * @throws IllegalArgumentException if it is not of that form or a file is missing
     */
    static Peer parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(
                    "'" + text + "' names no peer: write name=file.sql,connector.jar,...");
        }
        List<Path> files =
                Stream.of(text.substring(equals + 1).split(",", -1)).map(Path::of).toList();
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                throw new IllegalArgumentException("'" + text + "': there is no file " + file);
            }
        }
        return new Peer(text.substring(0, equals), files.get(0), files.subList(1, files.size()));
    }

    /** Our own connector, on the class path that is there already. */
    static Peer ours(Path folder) throws IOException {
        try (var ddl = Peer.class.getResourceAsStream("millrace.sql")) {
            Path file = folder.resolve("millrace.sql");
            Files.write(file, ddl.readAllBytes());
            return new Peer("Millrace", file, List.of());
        }
    }

    /**
     * The class path of its JVM: its jars, and ours without our connector, since all of them may
     * answer to {@code 'connector' = 'mqtt'}.
     */
    List<String> classPath() throws URISyntaxException {
        if (jars.isEmpty()) {
            return ChildJvm.ownClassPath();
        }
        Path own =
                Path.of(
                        MqttSource.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        List<String> classPath = new ArrayList<>();
        jars.forEach(jar -> classPath.add(jar.toString()));
        ChildJvm.ownClassPath().stream()
                .filter(entry -> !Path.of(entry).equals(own))
                .forEach(classPath::add);
        return classPath;
    }
}
