package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MillraceTest {

    @TempDir Path folder;

    @Test
    void shouldListTheVerbs() {
        CommandLineRun run = CommandLineRun.of("--help");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains(
                        "demo", "validate", "explain", "score", "history", "training-set", "train");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"demo", "validate", "explain", "score", "history", "training-set", "train"})
    void shouldHelpWithEachVerb(String verb) {
        CommandLineRun run = CommandLineRun.of(verb, "--help");
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("Usage: millrace " + verb).contains("--help");
    }

    @Test
    void shouldTellItsVersion() {
        assertThat(CommandLineRun.of("--version").out()).contains("Millrace", "Apache Flink 1.20");
    }

    @Test
    void shouldSayThatAVerbIsMissing() {
        CommandLineRun run = CommandLineRun.of();
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("a verb is missing", "Usage: millrace");
    }

    @Test
    void shouldSuggestTheOptionThatWasMeant() {
        CommandLineRun run = CommandLineRun.of("train", "models/x", "--training-sets", "y");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--training-set");
    }

    @Test
    void shouldNameAFolderThatIsNotThere() {
        CommandLineRun run = CommandLineRun.of("validate", "models/no-such");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("models/no-such: no such folder; name one with a features.yaml in it\n");
    }

    @Test
    void shouldReportEveryProblemOfASpecificationWithItsLine() throws IOException {
        Path features = folder.resolve("features.yaml");
        Files.writeString(
                features,
                """
                name: plant
                spine: readings
                entities: { machine: { key: [id] } }
                views:
                  temperature:
                    entity: machin
                    source: readings
                    aggregations:
                      - { columns: [t], functions: [mean], windows: [0h] }
                """);
        CommandLineRun run = CommandLineRun.of("validate", folder.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines())
                .anyMatch(line -> line.startsWith(features + ":6: ") && line.contains("machin"))
                .anyMatch(line -> line.startsWith(features + ":9: ") && line.contains("0h"))
                .noneMatch(line -> line.contains("Exception"));
    }

    @Test
    void shouldSayWhatAValidFolderHas() throws IOException {
        Files.writeString(
                folder.resolve("features.yaml"),
                """
                name: plant
                spine: readings
                entities: { machine: { key: [id] } }
                views:
                  temperature:
                    entity: machine
                    source: readings
                    aggregations:
                      - { columns: [t], functions: [mean, max], windows: [1h, 2h] }
                """);
        CommandLineRun run = CommandLineRun.of("validate", folder.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("plant is valid: 4 features\n");
        assertThat(run.code()).isZero();
    }

    @Test
    void shouldNameTheSqlFileThatIsNotThere() throws IOException {
        Files.writeString(folder.resolve("features.yaml"), "");
        CommandLineRun run =
                CommandLineRun.of("explain", folder.toString(), "--tables", "nowhere.sql");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("nowhere.sql: no such file, neither here nor in " + folder);
    }

    @Test
    void shouldNameALengthThatIsNone() {
        CommandLineRun run = CommandLineRun.of("demo", "--for", "soon");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("--for: 'soon' is no length of time, such as 60s or 5m\n");
    }
}
