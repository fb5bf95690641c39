package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example with a mistake in it: each is named with its place, and nothing has to run. */
class ValidateIT {

    private static final Path EXAMPLE =
            Path.of(System.getProperty("millrace.repository"), "models", "machine-failure");

    @TempDir Path folder;

    private final Map<String, String> environment =
            new TreeMap<>(
                    Map.of(
                            "MQTT_URL", "tcp://127.0.0.1:1",
                            "POSTGRES_HOST", "127.0.0.1",
                            "POSTGRES_PORT", "1",
                            "POSTGRES_USER", "nobody",
                            "POSTGRES_PASSWORD", "nothing",
                            "POSTGRES_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/plant"));

    @BeforeEach
    void copyTheExample() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        // no catalog is there to be asked: its tables become sinks that swallow everything
        change("live.sql", "(?s)CREATE CATALOG .*?;", "");
        change("live.sql", "CREATE DATABASE [^;]*;", "");
        change("live.sql", "lake\\.plant\\.", "lake_");
        change("live.sql", "'format-version' = '2'", "'connector' = 'blackhole'");
    }

    @Test
    void shouldFindTheExampleValid() {
        CommandLineRun run = validate();
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("is valid", "lake_scores", "newest_scores", "alerts");
    }

    @Test
    void shouldExplainOperatorsFeaturesAndModel() {
        CommandLineRun run = call("explain");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("entity-machine", "model-machine-failure", "telemetry_volt_mean_3h")
                .contains("Model machine-failure, version 1");
    }

    @Test
    void shouldNameATypoInSql() throws IOException {
        int line = lineOf("live.sql", "INSERT INTO newest_scores");
        change(
                "live.sql",
                "INSERT INTO newest_scores\\s+SELECT",
                "INSERT INTO newest_scores SELCT");
        assertProblem("live.sql:" + line, "SQL parse failed");
    }

    @Test
    void shouldNameAnUnknownColumnOfAView() throws IOException {
        int line = lineOf("features.yaml", "columns: [volt, ");
        change("features.yaml", "columns: \\[volt, ", "columns: [volts, ");
        assertProblem("features.yaml:" + line, "volts");
    }

    @Test
    void shouldNameAWindowOfZero() throws IOException {
        int line = lineOf("features.yaml", "windows: [3h, 24h]");
        change("features.yaml", "windows: \\[3h, 24h\\]", "windows: [0h, 24h]");
        assertProblem("features.yaml:" + line, "0h");
    }

    @Test
    void shouldNameAModelInputThatNoFeatureProvides() throws IOException {
        change("features.sql", "AS volt_trend", "AS volt_slope");
        assertProblem("features.yaml:", "volt_trend");
    }

    @Test
    void shouldNameAVariableThatIsNotSet() throws IOException {
        int line = lineOf("live.sql", "${MQTT_URL}");
        environment.remove("MQTT_URL");
        assertProblem("live.sql:" + line, "MQTT_URL");
    }

    @Test
    void shouldNameAVariableThatIsNotSetOnceWithAllItsPlaces() {
        environment.remove("POSTGRES_PASSWORD");
        CommandLineRun run = validate();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("POSTGRES_PASSWORD is not set", "; asked for too in line ");
    }

    @Test
    void shouldNotShowTheValuesOfVariables() throws IOException {
        environment.put("POSTGRES_PASSWORD", "open-sesame");
        change("live.sql", "'decoding.plugin.name' = 'pgoutput'", "'decoding.plugin' = 'pgoutput'");
        CommandLineRun run = validate();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("decoding.plugin").doesNotContain("open-sesame");
    }

    private void assertProblem(String place, String... words) {
        CommandLineRun run = validate();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains(folder.resolve(place).toString())
                .contains(words)
                .doesNotContain("\tat ", "unexpected error");
    }

    private CommandLineRun validate() {
        return call("validate");
    }

    private CommandLineRun call(String verb) {
        List<String> arguments =
                new ArrayList<>(List.of(verb, folder.toString(), "--tables", "live.sql"));
        environment.forEach((name, value) -> arguments.addAll(List.of("-e", name + "=" + value)));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private void change(String file, String pattern, String replacement) throws IOException {
        Path path = folder.resolve(file);
        String before = Files.readString(path);
        String after = before.replaceAll(pattern, replacement);
        assertThat(after).as("%s in %s", pattern, file).isNotEqualTo(before);
        Files.writeString(path, after);
    }

    private int lineOf(String file, String text) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(file));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i + 1;
            }
        }
        throw new AssertionError(text + " is not in " + file);
    }
}
