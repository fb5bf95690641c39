package io.millrace.scoring.script;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every message about a script that cannot be cut, with its line. */
class ScriptProblemsTest {

    private static void assertProblem(String source, String message) {
        assertThatThrownBy(() -> Script.parse(Path.of("live.sql"), source, Map.of()))
                .hasMessage(message);
    }

    @Test
    void shouldReportWhatIsNotClosed() {
        assertProblem(
                "SELECT 1;\nSELECT 'a;\n",
                "live.sql:2: string is not closed; write ' at its end, and '' for a ' in it");
        assertProblem(
                "SELECT `a;\n",
                "live.sql:1: name is not closed; write ` at its end, and `` for a ` in it");
        assertProblem(
                "SELECT 1;\n\n/* a;\n", "live.sql:3: comment is not closed; write */ at its end");
    }

    @Test
    void shouldReportAStatementSetWithoutEnd() {
        assertProblem(
                "SELECT 1;\nEXECUTE STATEMENT SET BEGIN\nINSERT INTO a SELECT 1;\n",
                "live.sql:2: statement set is not closed; write END; behind its last INSERT");
        assertProblem(
                "BEGIN STATEMENT SET;",
                "live.sql:1: statement set is not closed; write END; behind its last INSERT");
    }

    @Test
    void shouldReportWhatCannotStandInAStatementSet() {
        assertProblem(
                "EXECUTE STATEMENT SET BEGIN\nINSERT INTO a SELECT 1;\nSET 'a' = 'b';\nEND;",
                "live.sql:3: a statement set can hold nothing but INSERT INTO; move this out of it");
    }

    @Test
    void shouldReportAMissingFile(@TempDir Path folder) {
        Path file = folder.resolve("live.sql");

        assertThatThrownBy(() -> Script.read(file, Map.of()))
                .hasMessage(file + ": no such file; check the path");
    }
}
