package io.millrace.bench.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A copy of the example's folder with as much in {@code features.yaml} as a stage needs, and with
 * the bench's own SQL. Taken from the example itself, so that the two cannot drift apart.
 */
final class ModelFolder {

    private static final List<String> FILES = List.of("features.sql", "model.onnx", "model.yaml");

    private ModelFolder() {}

    /**
     * Writes the folder.
     *
     * @param example the folder of the example
     * @param target an empty directory
     * @return the SQL file
     */
    static Path write(Path example, PipelineStage stage, Path target) throws IOException {
        for (String file : FILES) {
            if (!file.equals("features.sql") || stage.removedSections().isEmpty()) {
                Files.copy(example.resolve(file), target.resolve(file));
            }
        }
        Files.writeString(
                target.resolve("features.yaml"),
                features(Files.readString(example.resolve("features.yaml")), stage));
        Path sql = target.resolve("bench.sql");
        Files.writeString(sql, resource("tables.sql") + resource(stage.inserts()));
        return sql;
    }

    /** Nodes, not objects: YAML 1.1 would take a key {@code on} for a truth value. */
    private static String features(String text, PipelineStage stage) {
        Yaml yaml = new Yaml();
        MappingNode document = (MappingNode) yaml.compose(new StringReader(text));
        remove(document, stage.removedSections()::contains);
        if (section(document, "views").isEmpty()) {
            String spine = ((ScalarNode) section(document, "spine").orElseThrow()).getValue();
            section(document, "sources")
                    .ifPresent(sources -> remove((MappingNode) sources, key -> !key.equals(spine)));
        }
        StringWriter kept = new StringWriter();
        yaml.serialize(document, kept);
        // All rows are there at once: there is no snapshot whose end would have to be awaited.
        return kept + "warm_up: 0s\n";
    }

    private static void remove(MappingNode mapping, Predicate<String> unwanted) {
        mapping.getValue().removeIf(entry -> unwanted.test(key(entry)));
    }

    private static Optional<Node> section(MappingNode document, String name) {
        return document.getValue().stream()
                .filter(entry -> key(entry).equals(name))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    private static String key(NodeTuple entry) {
        return ((ScalarNode) entry.getKeyNode()).getValue();
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = ModelFolder.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Deletes a folder that was written here. */
    static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
