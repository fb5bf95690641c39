package io.millrace.scoring.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collecting problems of several readers, and of files that cannot be read. */
class ProblemsTest {

    private static final Path YAML = Path.of("features.yaml");
    private static final Path SQL = Path.of("live.sql");

    @Test
    void shouldSortByLineWithinEachFile() {
        Problems problems = new Problems();
        problems.add(YAML, 7, "second");
        problems.add(SQL, 1, "third");
        problems.add(YAML, 2, "first");
        problems.add(YAML, 7, "second");

        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactly(
                        "features.yaml:2: first", "features.yaml:7: second", "live.sql:1: third");
    }

    @Test
    void shouldGoOnWithTheNextReader() {
        Problems problems = new Problems();

        assertThat(problems.attempt(() -> "read")).contains("read");
        assertThat(
                        problems.<String>attempt(
                                () -> {
                                    throw new SpecException(List.of(new Problem(SQL, 3, "wrong")));
                                }))
                .isEmpty();
        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(SpecException.class)
                .hasMessage("live.sql:3: wrong");
    }

    @Test
    void shouldDoNothingWithoutProblems() {
        Problems problems = new Problems();

        problems.throwIfAny();

        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void shouldReportFilesThatCannotBeRead(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("features.yaml");
        assertThatThrownBy(() -> SpecReader.read(missing, Map.of()))
                .hasMessage(missing + ": no such file; check the path");

        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', (byte) 0xe9});
        assertThatThrownBy(() -> SpecReader.read(latin, Map.of()))
                .hasMessage(latin + ": is not UTF-8 text; save it in that encoding");

        Path large = Files.write(folder.resolve("large.yaml"), new byte[TextFile.SIZE_LIMIT + 1]);
        assertThatThrownBy(() -> SpecReader.read(large, Map.of()))
                .hasMessage(large + ": is larger than 1048576 bytes; make it smaller");
    }

    @Test
    void shouldTellOfAnUnsetVariableOnceWithAllItsPlaces() {
        Path sql = Path.of("live.sql");
        Path yaml = Path.of("features.yaml");
        String unset = Placeholder.in("${HOST}").get(0).complaint();
        String other = Placeholder.in("${PORT}").get(0).complaint();

        SpecException thrown =
                new SpecException(
                        List.of(
                                new Problem(sql, 3, unset),
                                new Problem(sql, 3, other),
                                new Problem(sql, 9, unset),
                                new Problem(sql, 12, "something else"),
                                new Problem(yaml, 4, "views.a.where: " + unset)));

        assertThat(thrown.lines())
                .containsExactly(
                        "live.sql:3: " + unset + "; asked for too in line 9, features.yaml:4",
                        "live.sql:3: " + other,
                        "live.sql:12: something else");
        assertThat(thrown).hasMessageStartingWith("3 problems:");
    }
}
