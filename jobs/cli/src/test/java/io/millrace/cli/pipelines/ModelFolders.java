package io.millrace.cli.pipelines;

import io.millrace.cli.cluster.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The example folders, as copies that a test may write into. */
final class ModelFolders {

    private ModelFolders() {}

    /** Copies {@code models/NAME} into a directory and returns the copy. */
    static Path copy(String name, Path into) throws IOException {
        Path copy = Files.createDirectories(into.resolve(name));
        Path source = Installation.current().root().resolve("models").resolve(name);
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }
}
