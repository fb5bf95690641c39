package io.millrace.scoring.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

    @ParameterizedTest
    @CsvSource({
        "functoins, functions, 1",
        "mean, mean, 0",
        "men, mean, 1",
        "warm-up, warm_up, 0",
        "VOLT, volt, 0",
        "kitten, sitting, 3",
        "ab, '', 2"
    })
    void shouldCountEdits(String left, String right, int edits) {
        assertThat(Suggestion.distance(left, right)).isEqualTo(edits);
        assertThat(Suggestion.distance(right, left)).isEqualTo(edits);
    }

    @Test
    void shouldSuggestTheNearest() {
        List<String> known = List.of("windows", "where", "columns");

        assertThat(Suggestion.among(known, "window")).isEqualTo(", did you mean \"windows\"?");
        assertThat(Suggestion.among(known, "q")).isEqualTo("; known: windows, where, columns");
        assertThat(Suggestion.among(List.of(), "q")).isEmpty();
    }

    @Test
    void shouldNotListHundredsOfNames() {
        List<String> known = IntStream.range(0, 100).mapToObj(i -> "column" + i).toList();

        assertThat(Suggestion.among(known, "q")).endsWith("column11 and 88 more");
    }
}
