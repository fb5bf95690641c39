package io.millrace.scoring.topology;

import io.millrace.scoring.JobDescription;
import io.millrace.scoring.Purpose;
import io.millrace.scoring.ScoringJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A model's folder in a temporary directory, with files of JSON lines as tables: the shortest way
 * from a specification to rows.
 */
final class JobFixture {

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private Purpose purpose = Purpose.SCORE;

    JobFixture(Path folder) {
        this.folder = folder;
        environment.put("DIR", folder.toString());
    }

    JobFixture file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    JobFixture features(String yaml) {
        return file("features.yaml", yaml);
    }

    JobFixture sql(String script) {
        return file("tables.sql", script);
    }

    JobFixture environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Rows of a table that is read from {@code <folder>/<name>}. */
    JobFixture rows(String name, String... json) {
        return file(name + "/rows.json", String.join("\n", json) + "\n");
    }

    JobFixture trainingSet() {
        purpose = Purpose.TRAINING_SET;
        return this;
    }

    Path folder() {
        return folder;
    }

    StreamExecutionEnvironment env() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        if (purpose == Purpose.TRAINING_SET) {
            configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
        }
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(1);
        return env;
    }

    JobDescription build(StreamExecutionEnvironment env) {
        return ScoringJob.read(folder, folder.resolve("tables.sql"), environment, purpose)
                .build(env);
    }

    JobDescription describe() {
        return build(env());
    }

    /** Runs the bounded job to its end. */
    JobDescription run() throws Exception {
        StreamExecutionEnvironment env = env();
        JobDescription description = build(env);
        env.execute();
        return description;
    }

    /** What the job wrote to a table in {@code <folder>/<name>}, in no promised order. */
    List<String> written(String name) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    /** The WITH clause of a table of JSON lines in {@code <folder>/<name>}. */
    static String json(String name) {
        return " WITH ('connector'='filesystem', 'path'='${DIR}/"
                + name
                + "', 'format'='json', 'json.timestamp-format.standard'='ISO-8601')";
    }
}
