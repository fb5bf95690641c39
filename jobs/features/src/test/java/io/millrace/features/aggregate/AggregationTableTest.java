package io.millrace.features.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * AGGREGATIONS.md says what the code does. {@code mvn -pl jobs/features test
 * -Dtest=AggregationTableTest -Dmillrace.update=true} writes it anew.
 */
class AggregationTableTest {
    private static final Path DOCUMENT =
            Path.of(System.getProperty("millrace.repository"), "jobs/features/AGGREGATIONS.md");
    private static final String HEAD =
            """
            # Aggregations

            Generated from the code; a test compares.

            ```yaml
            aggregations:
              - columns: [volt]
                functions: [mean, { quantile: [0.5, 0.99] }, { last_k: 5 }, { ewma: 1h, as: trend }]
                windows: [24h]
              - functions: [ratio, count as hot]
                windows: [24h]
                where: "volt > 200"
            ```

            A function is its name, or its name with parameters: `{ quantile: 0.99 }`, or in one line
            `quantile(0.99)`. `as` gives it another name: `{ quantile: 0.99, as: tail }`, `count as
            hot`. Features are named `<view>_<column>_<name>_<window>`, here
            `telemetry_volt_p99_24h`, `telemetry_volt_last_1_24h`, `telemetry_hot_24h`. What
            gives several values gives several columns, since a model's inputs are single values;
            with `as` they are numbered: `{ top_k: 2, as: code }` is `code_1` and `code_2`.

            - Nulls of the column are left out, as in SQL; so are rows for which `where` is not true
              (but `ratio` counts them).
            - Without rows counts are 0 (`count`, `count_distinct`, `approx_count_distinct`,
              `histogram`, `rate` of rows) and everything else NULL.
            - NaN is a value: sums, means, moments, slopes, quantiles and extremes of a window with a
              NaN are NaN; infinities follow IEEE 754. `count` counts them, `first`, `last`, `last_k`
              and `lag` hand them out. For `min` and `max`, -0.0 is below 0.0.
            - Decimals are read as doubles, booleans as 0 and 1; timestamps keep milliseconds.
            - None is reversible, and none needs to be: nothing is ever subtracted. After a retraction
              every answer is right, because what the retraction touches is merged anew from rows.
              Tiles of a view with `hop` keep no rows; over a table with updates and deletes such a
              view is refused.
            - The same rows give the same bits, whatever order they came in, sketches included. In a
              view with `hop` a row that comes later than the view's `lateness` counts as the newest
              of its tile for `first`, `last`, `last_k` and `lag`.
            - Bytes are those of one partial aggregate: one per block of up to 8 rows, one per fork
              above the blocks, or one per tile of a view with `hop`. Functions with the same
              partial aggregate over the same column share it. Those that grow with their rows are
              kept from 17 rows on; on the heap `quantile` then takes about 65 bytes for each row
              of a window, `mean` 19, and the rows themselves 53.
            - A jar of yours may bring more: name its classes in
              `META-INF/services/io.millrace.features.aggregate.AggregateFunction`.

            | Function | Parameters | Example | Named | Takes | Gives | Partial aggregate | Bytes | Meaning |
            |---|---|---|---|---|---|---|---|---|
            """;

    @Test
    void shouldDescribeEveryAggregationAsItIs() throws IOException {
        String table = HEAD + String.join("", rows());
        if (Boolean.getBoolean("millrace.update")) {
            Files.writeString(DOCUMENT, table);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(table);
    }

    private static List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (AggregateFunction function : AggregateFunctions.builtIn()) {
            List<AggregateFunction> columns = function.with(function.example());
            rows.add(
                    "| `%s` | %s | `%s` | %s | %s | %s | %s | %s | %s |%n"
                            .formatted(
                                    function.functionName(),
                                    function.parameters(),
                                    example(function),
                                    columns.stream()
                                            .map(column -> "`" + column.label() + "`")
                                            .collect(Collectors.joining(", ")),
                                    each(function, input -> lower(input.name())),
                                    each(function, input -> gives(function, input)),
                                    each(function, input -> kept(function.accumulator(input))),
                                    each(function, input -> function.accumulator(input).memory()),
                                    function.meaning()));
        }
        return rows;
    }

    private interface Description {
        String of(InputType input);
    }

    private static String each(AggregateFunction function, Description description) {
        return new TreeSet<>(function.inputs())
                .stream().map(description::of).distinct().collect(Collectors.joining(", "));
    }

    private static String gives(AggregateFunction function, InputType input) {
        ResultType result = function.result(input);
        return result == ResultType.INPUT ? "the column's type" : result.name();
    }

    private static String kept(Accumulator accumulator) {
        return accumulator.getClass().isRecord()
                ? accumulator.getClass().getSimpleName()
                : ((Enum<?>) accumulator).getDeclaringClass().getSimpleName();
    }

    private static String example(AggregateFunction function) {
        List<String> parameters = function.example();
        if (parameters.isEmpty()) {
            return function.functionName();
        }
        String list = String.join(", ", parameters);
        String value = parameters.size() == 1 ? list : "[" + list + "]";
        return "{ " + function.functionName() + ": " + value + " }";
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
