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

            - Nulls of the column are left out, as in SQL; so are rows for which `where` is not true.
            - Without rows `count` is 0 and everything else NULL.
            - NaN is a value: sums, means, moments, slopes and extremes of a window with a NaN are
              NaN; infinities follow IEEE 754. `count` counts them, `first` and `last` hand them out.
              For `min` and `max`, -0.0 is below 0.0.
            - Decimals are read as doubles, booleans as 0 and 1; timestamps keep milliseconds.
            - A retraction is exact for every aggregation: what it touches is merged anew from rows.
            - The same rows give the same bits, whatever order they came in.
            - Bytes are those of one partial aggregate: one per block of up to 8 rows, one per fork
              above the blocks, or one per tile of a view with `hop`. Functions with the same
              partial aggregate over the same column share it.

            | Function | Takes | Gives | Partial aggregate | Bytes | Meaning |
            |---|---|---|---|---|---|
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
        for (AggregateFunction function : AggregateFunctions.all()) {
            rows.add(
                    "| `%s` | %s | %s | %s | %s | %s |%n"
                            .formatted(
                                    function.functionName(),
                                    each(function, input -> lower(input.name())),
                                    each(function, input -> gives(function, input)),
                                    each(function, input -> kept(function.accumulator(input))),
                                    each(function, input -> bytes(function.accumulator(input))),
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

    private static String bytes(Accumulator accumulator) {
        int bytes = accumulator.words() * Long.BYTES;
        return accumulator.objects() == 0 ? String.valueOf(bytes) : bytes + " + text";
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
