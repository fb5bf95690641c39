package io.millrace.connector.mqtt.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connector.mqtt.metrics.SinkGauge;
import io.millrace.connector.mqtt.metrics.SinkMetric;
import io.millrace.connector.mqtt.metrics.SourceGauge;
import io.millrace.connector.mqtt.metrics.SourceMetric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.junit.jupiter.api.Test;

/**
 * The README's tables are what the code says. To write them anew:
 * -Dmillrace.mqtt.write-tables=true.
 */
class DocumentationTest {

    private static final Path README = Path.of("README.md");

    @Test
    void shouldDocumentEverything() throws IOException {
        String readme = Files.readString(README);
        String expected = readme;
        for (Map.Entry<String, String> table : tables().entrySet()) {
            expected = replaced(expected, table.getKey(), table.getValue());
        }
        if (Boolean.getBoolean("millrace.mqtt.write-tables")) {
            Files.writeString(README, expected);
        } else {
            assertThat(readme).isEqualTo(expected);
        }
    }

    @Test
    void shouldDocumentEveryOptionOfTheFactory() {
        Set<String> documented =
                options().values().stream()
                        .flatMap(List::stream)
                        .map(ConfigOption::key)
                        .collect(Collectors.toCollection(HashSet::new));
        documented.addAll(List.of("format", "sink.parallelism"));
        assertThat(new MqttTableFactory().optionalOptions())
                .extracting(ConfigOption::key)
                .isSubsetOf(documented);
    }

    private static String replaced(String text, String name, String table) {
        String begin = "<!-- table: " + name + " -->\n";
        int from = text.indexOf(begin);
        int to = text.indexOf("<!-- end -->", from);
        assertThat(from).as("a place for the table '%s' in the README", name).isNotNegative();
        return text.substring(0, from + begin.length()) + table + text.substring(to);
    }

    private static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        options().forEach((name, options) -> tables.put(name, optionTable(options)));
        tables.put(
                "readable metadata",
                rows(
                        List.of("Key", "Type", "Meaning"),
                        ReadableMetadata.byKey().values().stream()
                                .map(m -> List.of(code(m.key()), m.type(), m.description()))));
        tables.put(
                "writable metadata",
                rows(
                        List.of("Key", "Type", "Meaning"),
                        Arrays.stream(WritableMetadata.values())
                                .map(m -> List.of(code(m.key()), m.type(), m.description()))));
        tables.put(
                "source metrics",
                rows(
                        List.of("Counter", "Counts"),
                        Arrays.stream(SourceMetric.values())
                                .map(m -> List.of(code(m.key()), m.description()))));
        tables.put(
                "source gauges",
                rows(
                        List.of("Gauge", "Shows"),
                        Arrays.stream(SourceGauge.values())
                                .map(m -> List.of(code(m.key()), m.description()))));
        tables.put(
                "sink gauges",
                rows(
                        List.of("Gauge", "Shows"),
                        Arrays.stream(SinkGauge.values())
                                .map(m -> List.of(code(m.key()), m.description()))));
        tables.put(
                "sink metrics",
                rows(
                        List.of("Counter", "Counts"),
                        Arrays.stream(SinkMetric.values())
                                .map(m -> List.of(code(m.key()), m.description()))));
        return tables;
    }

    private static Map<String, List<ConfigOption<?>>> options() {
        List<ConfigOption<?>> source = new ArrayList<>(AllOptions.source());
        source.add(MqttTableOptions.ON_PARSE_ERROR);
        source.add(MqttTableOptions.VALUE_FORMAT);
        return new LinkedHashMap<>(
                Map.of(
                        "connection options", AllOptions.connection(),
                        "source options", source,
                        "sink options", AllOptions.sink()));
    }

    private static String optionTable(List<ConfigOption<?>> options) {
        return rows(
                List.of("Option", "Default", "Meaning"),
                options.stream()
                        .map(
                                option ->
                                        List.of(
                                                code(option.key()),
                                                text(option.defaultValue()),
                                                new HtmlFormatter().format(option.description()))));
    }

    private static String rows(List<String> header, Stream<? extends List<?>> rows) {
        StringBuilder table = new StringBuilder();
        table.append("| ").append(String.join(" | ", header)).append(" |\n");
        table.append("|---".repeat(header.size())).append("|\n");
        rows.forEach(
                row ->
                        table.append(
                                row.stream()
                                        .map(cell -> String.valueOf(cell).replace("|", "\\|"))
                                        .collect(Collectors.joining(" | ", "| ", " |\n"))));
        return table.toString();
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String text(Object value) {
        if (value == null || value.toString().isEmpty()) {
            return "";
        }
        if (value instanceof Duration duration) {
            return duration.toDays() > 0
                    ? code(duration.toDays() + " d")
                    : duration.toMillis() % 1_000 == 0
                            ? code(duration.toSeconds() + " s")
                            : code(duration.toMillis() + " ms");
        }
        if (value instanceof MemorySize size) {
            return code(size.getMebiBytes() + " mb");
        }
        return code(value.toString());
    }
}
