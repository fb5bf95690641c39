package io.millrace.scoring.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.scoring.script.Reference.Use;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code ${NAME}} in a script: in quotes, outside of them, and never in messages. */
class SubstitutionTest {

    private static final Path FILE = Path.of("live.sql");

    private static Statement only(String source, Map<String, String> environment) {
        Script script = Script.parse(FILE, source, environment);
        assertThat(script.statements()).hasSize(1);
        return script.statements().get(0);
    }

    @Test
    void shouldPutValuesInStringsSoThatTheyMeanThemselves() {
        Statement statement =
                only(
                        "CREATE TABLE t (x INT) WITH ('password' = '${P}', 'port' = '${PORT:-5432}')",
                        Map.of("P", "a'; DROP TABLE t; --"));

        assertThat(statement.text())
                .isEqualTo(
                        "CREATE TABLE t (x INT) WITH"
                                + " ('password' = 'a''; DROP TABLE t; --', 'port' = '5432')");
        assertThat(statement.tokens())
                .filteredOn(token -> token.kind() == TokenKind.STRING)
                .extracting(Token::value)
                .contains("a'; DROP TABLE t; --");
    }

    @Test
    void shouldPutValuesInNamesAndOutsideOfQuotes() {
        Statement statement =
                only(
                        "INSERT INTO `${DB}`.t_${ENV} SELECT * FROM ${TABLE} /*+ OPTIONS('a'='${V}') */",
                        Map.of("DB", "a`b", "ENV", "prod", "TABLE", "plant.readings", "V", "1"));

        assertThat(statement.text())
                .isEqualTo(
                        "INSERT INTO `a``b`.t_prod SELECT * FROM plant.readings"
                                + " /*+ OPTIONS('a'='1') */");
        assertThat(statement.name()).hasToString("a`b.t_prod");
        assertThat(statement.references("readings", Use.SCANNED)).hasSize(1);
    }

    @Test
    void shouldNotSubstituteInComments() {
        Statement statement = only("SELECT 1 /* ${UNSET} */ -- ${UNSET}\n+ 2", Map.of());

        assertThat(statement.text()).isEqualTo("SELECT 1 /* ${UNSET} */ -- ${UNSET}\n+ 2");
    }

    @Test
    void shouldWriteAPlainDollarSignWhereItIsDoubled() {
        assertThat(only("SELECT 'plant/$${machine_id}'", Map.of()).text())
                .isEqualTo("SELECT 'plant/${machine_id}'");
    }

    @Test
    void shouldReportEachUnsetVariableOnceAndAllTogether() {
        assertThatThrownBy(
                        () ->
                                Script.parse(
                                        FILE,
                                        """
                                        SET 'a' = '${A}';
                                        SELECT '${A}',
                                          '${B}' FROM ${C};
                                        SELECT '${not-a-name}';
                                        """,
                                        Map.of("B", "")))
                .hasMessage(
                        """
                        3 problems:
                          live.sql:1: environment variable A is not set; set it, or write a default: ${A:-default}; asked for too in line 2
                          live.sql:3: environment variable C is not set; set it, or write a default: ${C:-default}
                          live.sql:4: "${" does not begin ${NAME} or ${NAME:-default}; write "$${" where a plain "${" is meant""");
    }

    @Test
    void shouldNotLetAValueEndItsStatement() {
        String complaint =
                "live.sql:2: the value of ${T} has a semicolon, a comment or an open quote in it;"
                        + " put the placeholder in quotes, or change the value";
        for (String value : new String[] {"a; DROP TABLE b", "a -- b", "a /* b", "'a", "`a"}) {
            assertThatThrownBy(() -> Script.parse(FILE, "SELECT *\nFROM ${T}", Map.of("T", value)))
                    .hasMessage(complaint);
        }
    }

    @Test
    void shouldShowNamesInsteadOfValues() {
        String source = "SET 'token' = '${TOKEN:-none}'";
        Statement statement = only(source, Map.of("TOKEN", "s3cret"));

        assertThat(statement.setting()).map(Statement.Setting::value).contains("s3cret");
        assertThat(statement.masked()).isEqualTo(source);
        assertThat(statement.toString()).isEqualTo("SET@live.sql:1");
        assertThat(statement.tokens().toString() + statement.setting())
                .doesNotContain("s3cret")
                .contains("STRING@1:15");
        assertThat(statement.mask("bad token s3cret")).isEqualTo("bad token ${TOKEN}");
    }

    @Test
    void shouldBringPlannerMessagesBackToTheFile() {
        String source =
                """
                SET 'a' = 'b';

                -- the sink
                CREATE TABLE t (
                  x INT
                ) WITH ('url' = '${URL}',
                  'k' 'v');
                """;
        Statement statement =
                Script.parse(FILE, source, Map.of("URL", "jdbc:\npostgres://user:secret@db"))
                        .statements()
                        .get(1);
        String said =
                "SQL parse failed. Encountered \"\\'v\\'\" at line 5, column 7.\n"
                        + "Was expecting one of:\n    \"=\" ...\n    \"UESCAPE\" ...";

        assertThat(statement.text().lines().toList().get(4)).isEqualTo("  'k' 'v')");
        assertThat(statement.problem(said))
                .hasToString(
                        "live.sql:7: SQL parse failed. Encountered \"\\'v\\'\" at line 7, column 7.");
        assertThat(statement.position(5, 7)).hasToString("live.sql:7");
        assertThat(statement.position(4, 3)).hasToString("live.sql:6");
    }

    @Test
    void shouldBringRangesBackAndMaskTheRest() {
        Statement statement =
                Script.parse(FILE, "SET 'a' = 'b';\nSELECT c FROM ${T}", Map.of("T", "1"))
                        .statements()
                        .get(1);

        assertThat(
                        statement.problem(
                                "From line 1, column 8 to line 1, column 8: Column 'c' not found"
                                        + " in 1"))
                .hasToString(
                        "live.sql:2: From line 2, column 8 to line 2, column 8: Column 'c' not"
                                + " found in ${T}");
        assertThat(statement.problem("something else about 1"))
                .hasToString("live.sql:2: something else about ${T}");
    }

    @Test
    void shouldSuggestTheNameThatWasMeant() {
        Statement statement = only("SELECT vlt FROM raedings", Map.of());
        List<String> known = List.of("readings", "volt", "rotate");

        assertThat(
                        statement.problem(
                                "SQL validation failed. SQL validation failed. From line 1, column 8"
                                        + " to line 1, column 10: Column 'vlt' not found in any table",
                                known))
                .hasToString(
                        "live.sql:1: SQL validation failed. From line 1, column 8 to line 1, column"
                                + " 10: Column 'vlt' not found in any table, did you mean"
                                + " \"volt\"?");
        assertThat(statement.problem("Object 'raedings' not found", known))
                .hasToString("live.sql:1: Object 'raedings' not found, did you mean \"readings\"?");
    }
}
