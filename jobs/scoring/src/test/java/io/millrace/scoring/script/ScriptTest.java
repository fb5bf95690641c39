package io.millrace.scoring.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.scoring.script.Reference.Use;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements, their kinds, names and references. */
class ScriptTest {

    private static final Path FILE = Path.of("live.sql");

    private static Script parse(String source) {
        return Script.parse(FILE, source, Map.of());
    }

    private static Statement only(String source) {
        assertThat(parse(source).statements()).hasSize(1);
        return parse(source).statements().get(0);
    }

    @Test
    void shouldCutAtSemicolonsThatEndStatements() {
        Script script =
                parse(
                        """
                        -- telemetry; of all machines
                        CREATE TABLE readings (note STRING) WITH ('k' = 'a;b''c;');

                        /* two; of them */ ; ;
                        CREATE VIEW `a;b` AS SELECT * FROM readings // not; here
                          WHERE note <> '--';
                        SELECT 1 -- the last one needs no semicolon
                        """);

        assertThat(script.statements())
                .extracting(Statement::text)
                .containsExactly(
                        "CREATE TABLE readings (note STRING) WITH ('k' = 'a;b''c;')",
                        "CREATE VIEW `a;b` AS SELECT * FROM readings // not; here\n"
                                + "  WHERE note <> '--'",
                        "SELECT 1");
        assertThat(script.statements()).extracting(Statement::line).containsExactly(2, 5, 7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    CREATE TABLE a (x INT)                          | CREATE_TABLE | a
                    create temporary table if not exists c.d.a (x)  | CREATE_TABLE | c.d.a
                    CREATE OR REPLACE TABLE `my db`.`a` AS SELECT 1 | CREATE_TABLE | my db.a
                    CREATE VIEW a AS SELECT 1                       | CREATE_VIEW  | a
                    CREATE TEMPORARY VIEW IF NOT EXISTS a AS SELECT | CREATE_VIEW  | a
                    CREATE CATALOG lake WITH ('type' = 'iceberg')   | CREATE_OTHER | lake
                    CREATE DATABASE IF NOT EXISTS lake.db           | CREATE_OTHER | lake.db
                    CREATE TEMPORARY SYSTEM FUNCTION f AS 'a.b.C'   | CREATE_OTHER | f
                    SET 'a.b' = '7'                                 | SET          |
                    USE CATALOG lake                                | USE          | lake
                    USE `d b`                                       | USE          | d b
                    INSERT INTO a SELECT 1                          | INSERT       | a
                    INSERT OVERWRITE c.a /*+ OPTIONS('x'='y') */ VALUES (1) | INSERT | c.a
                    ADD JAR '/opt/udf.jar'                          | ADD_JAR      |
                    DROP TABLE a                                    | OTHER        |
                    SELECT 1                                        | OTHER        |
                    """)
    void shouldTellStatementsByTheirFirstWords(String sql, StatementKind kind, String name) {
        assertThat(only(sql).kind()).isEqualTo(kind);
        assertThat(String.valueOf(only(sql).name())).isEqualTo(String.valueOf(name));
    }

    @Test
    void shouldKeepAStatementSetTogether() {
        Script script =
                parse(
                        """
                        SET 'a' = 'b';
                        EXECUTE STATEMENT SET BEGIN
                          INSERT INTO lake.scores SELECT * FROM scored; -- one; two
                          INSERT INTO alerts
                            SELECT * FROM scored WHERE score > 0.5;
                        END;
                        INSERT INTO bad SELECT * FROM rejected;
                        """);

        assertThat(script.statements())
                .extracting(Statement::kind)
                .containsExactly(
                        StatementKind.SET, StatementKind.STATEMENT_SET, StatementKind.INSERT);
        Statement set = script.statements().get(1);
        assertThat(set.text()).startsWith("EXECUTE STATEMENT SET BEGIN").endsWith("END");
        assertThat(set.inserts())
                .extracting(Statement::text)
                .containsExactly(
                        "INSERT INTO lake.scores SELECT * FROM scored",
                        "INSERT INTO alerts\n    SELECT * FROM scored WHERE score > 0.5");
        assertThat(set.inserts()).extracting(Statement::line).containsExactly(3, 4);
        assertThat(set.references("scored", Use.SCANNED)).hasSize(2);
        assertThat(script.inserts())
                .extracting(insert -> insert.name().toString())
                .containsExactly("lake.scores", "alerts", "bad");
    }

    @Test
    void shouldKnowTheOlderFormOfAStatementSet() {
        Script script =
                parse("BEGIN STATEMENT SET; INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END");

        assertThat(script.statements()).hasSize(1);
        assertThat(script.statements().get(0).inserts())
                .extracting(Statement::text)
                .containsExactly("INSERT INTO a SELECT 1", "INSERT INTO b SELECT 2");
    }

    @Test
    void shouldReadSettingsAndJars() {
        assertThat(only("SET 'pipeline.name' = 'it''s'").setting())
                .contains(new Statement.Setting("pipeline.name", "it's"));
        assertThat(only("SET").setting()).isEmpty();
        assertThat(only("ADD JAR '/opt/udf.jar'").jar()).contains("/opt/udf.jar");
        assertThat(only("SELECT '/opt/udf.jar'").jar()).isEmpty();
    }

    @Test
    void shouldMentionNamesOutsideOfStringsCommentsAndHints() {
        Statement statement =
                only(
                        "SELECT 'readings', volt /* errors */ FROM `db`.`machines`"
                                + " /*+ OPTIONS(alerts='1') */ -- scores");

        assertThat(List.of("machines", "volt", "db")).allMatch(statement::mentions);
        assertThat(List.of("readings", "errors", "alerts", "scores", "Volt"))
                .noneMatch(statement::mentions);
    }

    @Test
    void shouldPlaceTokensInTheFile() {
        Statement statement = parse("SELECT 1;\n\n  SELECT\n    `x y` FROM t").statements().get(1);

        assertThat(statement.tokens())
                .extracting(Token::value, Token::line, Token::column)
                .containsExactly(
                        tuple("SELECT", 3, 3),
                        tuple("x y", 4, 5),
                        tuple("FROM", 4, 11),
                        tuple("t", 4, 16));
    }

    @Test
    void shouldFindTheOneInsertedInto() {
        Statement insert = only("INSERT INTO `lake`.`db`.`scores` (a, b) SELECT a, b FROM scored");

        assertThat(insert.references("scores", Use.INSERTED)).hasSize(1);
        assertThat(insert.references("scores", Use.SCANNED)).isEmpty();
        assertThat(insert.name().sql()).isEqualTo("`lake`.`db`.`scores`");
    }
}
