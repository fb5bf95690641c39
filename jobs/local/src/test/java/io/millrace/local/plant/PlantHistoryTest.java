package io.millrace.local.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlantHistoryTest {

    private static final PlantSettings SMALL =
            PlantSettings.history().withMachines(5).withSpan(Duration.ofDays(25));

    @TempDir Path directory;

    @Test
    void shouldWriteTheSameBytesForTheSameSeed() throws IOException {
        PlantHistory.write(directory.resolve("one"), SMALL, Progress.NONE);
        PlantHistory.write(directory.resolve("two"), SMALL, Progress.NONE);
        List<Path> files = files(directory.resolve("one"));
        assertThat(files).hasSize(3 + 5);
        for (Path file : files) {
            Path twin = directory.resolve("two").resolve(directory.resolve("one").relativize(file));
            assertThat(file).hasSameBinaryContentAs(twin);
        }
    }

    // the wear and all that drives it stays inside: these columns, and no others
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "readings | machine_id event_time volt rotate pressure vibration",
                "machines | machine_id model commissioned_on op_ts",
                "errors | error_id machine_id code occurred_at op_ts",
                "maintenance | maintenance_id machine_id component performed_at op_ts",
                "service_history | machine_id services last_quality updated_at op_ts",
                "failures | failure_id machine_id failed_at op_ts"
            })
    void shouldWriteTheAgreedColumnsAndNoOthers(String table, String columns) throws IOException {
        PlantHistory.write(directory, SMALL, Progress.NONE);
        Set<List<String>> found = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        for (Path file : files(directory.resolve(table))) {
            for (String line : Files.readAllLines(file)) {
                JsonNode row = new ObjectMapper().readTree(line);
                List<String> names = new ArrayList<>();
                row.fieldNames().forEachRemaining(names::add);
                found.add(names);
            }
        }
        assertThat(found).containsExactly(List.of(columns.split(" ", -1)));
    }

    @Test
    void shouldWriteRowsThatFlinkAndOthersRead() throws IOException {
        PlantHistory.write(directory, SMALL, Progress.NONE);
        assertThat(firstLine("readings"))
                .matches(
                        "\\{\"machine_id\":\\d,\"event_time\":\"2026-01-01T00:\\d\\d:\\d\\dZ\","
                                + "\"volt\":[\\d.]+,\"rotate\":[\\d.]+,\"pressure\":[\\d.]+,"
                                + "\"vibration\":[\\d.]+}");
        assertThat(firstLine("machines"))
                .matches(
                        "\\{\"machine_id\":1,\"model\":\"M\\d\",\"commissioned_on\":"
                                + "\"20\\d\\d-\\d\\d-\\d\\d\",\"op_ts\":\"2025-11-02T00:00:00Z\"}");
    }

    @Test
    void shouldTellHowFarItIsAndWhatItWrote() throws IOException {
        List<String> told = new ArrayList<>();
        PlantHistory.Account account =
                PlantHistory.write(
                        directory, SMALL, (done, total, what) -> told.add(done + "/" + total));
        assertThat(told).containsExactly("0/600", "240/600", "480/600", "600/600");
        assertThat(account.until()).isEqualTo(SMALL.start().plus(SMALL.span()));
        assertThat(account.rows().get(PlantTable.READINGS)).isBetween(11_000L, 12_000L);
        assertThat(account.rows().get(PlantTable.MACHINES)).isEqualTo(5);
    }

    @Test
    void shouldNotMixTwoHistories() throws IOException {
        PlantHistory.write(directory, SMALL, Progress.NONE);
        assertThatThrownBy(() -> PlantHistory.write(directory, SMALL, Progress.NONE))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("readings")
                .hasMessageContaining("is not empty: remove it or name another directory");
    }

    private String firstLine(String table) throws IOException {
        return Files.readAllLines(files(directory.resolve(table)).get(0)).get(0);
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
