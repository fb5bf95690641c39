package io.millrace.cli;

import io.millrace.cli.cluster.Complaint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.annotation.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What names a job: a model's folder, a SQL file, and what {@code ${NAME}} in them stands for. */
final class JobOptions {

    @Parameters(
            paramLabel = "MODEL_FOLDER",
            description = "The model's folder, with features.yaml.")
    private Path folder;

    @Option(
            names = "--tables",
            paramLabel = "FILE",
            description =
                    "The SQL file that binds the names in features.yaml to systems; looked for"
                            + " here and in the model's folder.")
    private @Nullable Path tables;

    @Option(
            names = {"-e", "--env"},
            paramLabel = "NAME=VALUE",
            description = "Sets what $${NAME} stands for, before the environment.")
    private Map<String, String> variables = new LinkedHashMap<>();

    /**
     * The model's folder.
     *
     * @throws Complaint if it is none
     */
    Path folder() {
        if (!Files.isDirectory(folder)) {
            throw new Complaint(folder + ": no such folder; name one with a features.yaml in it");
        }
        return folder;
    }

    /**
     * The SQL file that was asked for, or else this one of the folder.
     *
     * @throws Complaint if there is no such file
     */
    Path tables(String fallback) {
        return tables().orElseGet(() -> existing(Path.of(fallback)));
    }

    /** The SQL file that was asked for. */
    Optional<Path> tables() {
        return Optional.ofNullable(tables).map(this::existing);
    }

    /** The environment, and over it what the command line sets. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>(System.getenv());
        environment.putAll(variables);
        return environment;
    }

    /**
     * A file here or in the model's folder.
     *
     * @throws Complaint if there is none
     */
    Path existing(Path file) {
        if (Files.isRegularFile(file)) {
            return file;
        }
        Path inFolder = folder().resolve(file);
        if (Files.isRegularFile(inFolder)) {
            return inFolder;
        }
        throw new Complaint(
                file + ": no such file, neither here nor in " + folder + "; name it with --tables");
    }
}
