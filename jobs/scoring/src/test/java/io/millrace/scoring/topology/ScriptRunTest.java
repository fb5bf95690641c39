package io.millrace.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.scoring.script.Script;
import io.millrace.scoring.script.Statement;
import io.millrace.scoring.spec.Problem;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user reads of what the planner said. */
class ScriptRunTest {

    private static Statement statement(String sql) {
        return Script.parse(Path.of("live.sql"), sql, Map.of("PASSWORD", "s3cr3t!"))
                .statements()
                .get(0);
    }

    @Test
    void shouldSayTheFilesLineOfAPlaceInTheStatement() {
        Problem problem =
                ScriptRun.problem(
                        statement("\n\nCREATE VIEW v AS\nSELECT vlot FROM t"),
                        new IllegalStateException(
                                "From line 2, column 8 to line 2, column 11: Column 'vlot' not"
                                        + " found in any table"));
        assertThat(problem.toString())
                .startsWith("live.sql:4: ")
                .contains("line 4, column 8", "Column 'vlot' not found");
    }

    @Test
    void shouldShowTheStatementWhenThePlannerNamesNoPlace() {
        Problem problem =
                ScriptRun.problem(
                        statement("DROP VIEW\n  nowhere"),
                        new IllegalStateException("no such view"));
        assertThat(problem.toString()).isEqualTo("live.sql:1: no such view, in: DROP VIEW nowhere");
    }

    @Test
    void shouldCutALongStatement() {
        Problem problem =
                ScriptRun.problem(
                        statement("DROP VIEW " + "a".repeat(200)), new IllegalStateException("no"));
        assertThat(problem.message()).hasSizeLessThan(120).endsWith(" ...");
    }

    @Test
    void shouldSayEachReasonOnce() {
        Throwable root = new IllegalArgumentException("unknown option 'urll'");
        Throwable wrapper = new RuntimeException("cannot make it: unknown option 'urll'", root);
        Problem problem =
                ScriptRun.problem(
                        statement("CREATE TABLE t (a INT)"), new RuntimeException(wrapper));
        assertThat(problem.message()).containsOnlyOnce("unknown option 'urll'");
    }

    @Test
    void shouldNeverShowAValueOfTheEnvironment() {
        Statement statement = statement("CREATE TABLE t (a INT) WITH ('p' = '${PASSWORD}')");
        Throwable failure =
                new RuntimeException("refused", new Exception("with s3cr3t! it failed"));
        assertThat(ScriptRun.problem(statement, failure).message())
                .doesNotContain("s3cr3t!")
                .contains("refused", "with ${PASSWORD} it failed", "'p' = '${PASSWORD}'");
        assertThat(ScriptRun.problem(statement, new IllegalStateException()).message())
                .startsWith("java.lang.IllegalStateException");
    }

    @Test
    void shouldSayThatAReservedWordNeedsQuotes() {
        Problem problem =
                ScriptRun.problem(
                        statement("SELECT model FROM t"),
                        new RuntimeException("Encountered \"model\" at line 1, column 8."));
        assertThat(problem.message()).endsWith("put it in backquotes: `model`)");
    }

    @Test
    void shouldLeaveThePlansLinesOut() {
        Problem problem =
                ScriptRun.problem(
                        statement("INSERT INTO s SELECT * FROM t"),
                        new RuntimeException(
                                "cannot be planned\nFlinkLogicalSink(table=[s])\n+- Scan(t)\nbecause"));
        assertThat(problem.message())
                .contains("cannot be planned", "because")
                .doesNotContain("Logical", "Scan");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM scored",
                "WITH a AS (SELECT 1) SELECT * FROM a",
                "VALUES (1)",
                "SHOW TABLES",
                "DESCRIBE t",
                "EXPLAIN SELECT 1"
            })
    void shouldRefuseWhatOnlyShowsSomething(String sql) {
        assertThat(Refusal.of(statement(sql)).orElseThrow()).contains("shows nothing in a job");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE FROM t WHERE id = 1 | run it by itself",
                "update t set id = 1 | run it by itself",
                "EXECUTE PLAN 'p' | run it by itself",
                "CREATE TABLE t AS SELECT * FROM s | INSERT INTO it",
                "CREATE TABLE t WITH ('c'='x') AS SELECT * FROM s | INSERT INTO it",
                "CREATE OR REPLACE TABLE t AS SELECT 1 | INSERT INTO it",
                "CREATE MATERIALIZED TABLE t AS SELECT 1 | run it by itself"
            })
    void shouldRefuseWhatWouldRunAJobOfItsOwn(String sql, String wayOut) {
        assertThat(Refusal.of(statement(sql)).orElseThrow()).contains(wayOut);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (a INT, b AS a * 2, ts AS PROCTIME()) WITH ('c'='x')",
                "CREATE VIEW v AS SELECT 1",
                "CREATE TEMPORARY FUNCTION f AS 'a.B'",
                "CREATE CATALOG lake WITH ('type'='x')",
                "DROP TABLE IF EXISTS t",
                "ALTER TABLE t RENAME TO u",
                "LOAD MODULE hive",
                "SELCT 1"
            })
    void shouldLeaveTheRestToThePlanner(String sql) {
        assertThat(Refusal.of(statement(sql))).isEmpty();
    }
}
