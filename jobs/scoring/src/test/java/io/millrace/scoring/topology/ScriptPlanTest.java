package io.millrace.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.scoring.script.Script;
import io.millrace.scoring.script.Statement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptPlanTest {

    private static final String READINGS = "CREATE TABLE readings (id INT) WITH ('c'='1');\n";
    private static final String SINK = "CREATE TABLE sink (id INT) WITH ('c'='2');\n";

    private static ScriptPlan plan(String sql) {
        return plan(sql, List.of("readings"), List.of(), List.of());
    }

    private static ScriptPlan plan(
            String sql, List<String> read, List<String> split, List<String> asked) {
        return ScriptPlan.of(script(sql, Map.of()), read, split, asked);
    }

    private static Script script(String sql, Map<String, String> environment) {
        return Script.parse(Path.of("live.sql"), sql, environment);
    }

    private static List<String> names(List<Statement> statements) {
        return statements.stream().map(statement -> statement.name().toString()).toList();
    }

    // ---- order

    @Test
    void shouldRunWhatNeedsNoTableOfOursBeforeAnythingElse() {
        ScriptPlan plan =
                plan(
                        "CREATE VIEW late AS SELECT * FROM scored;\n"
                                + READINGS
                                + "CREATE VIEW early AS SELECT * FROM readings;\n"
                                + SINK);
        assertThat(names(plan.before())).containsExactly("readings", "early", "sink");
        assertThat(names(plan.overScored())).containsExactly("late");
    }

    @Test
    void shouldFindTablesOfOursThroughViews() {
        ScriptPlan plan =
                plan(
                        "CREATE VIEW a AS SELECT * FROM featured;\n"
                                + "CREATE VIEW b AS SELECT * FROM a;\n"
                                + "CREATE VIEW c AS SELECT * FROM b JOIN scored ON TRUE;\n"
                                + "CREATE VIEW d AS SELECT * FROM rejected;\n");
        assertThat(plan.before()).isEmpty();
        assertThat(names(plan.overFeatured())).containsExactly("a", "b");
        assertThat(names(plan.overScored())).containsExactly("c", "d");
    }

    @Test
    void shouldKnowWhichTablesOfOursAreWritten() {
        ScriptPlan plan =
                plan(
                        "CREATE VIEW high AS SELECT * FROM scored;\n"
                                + SINK
                                + "INSERT INTO sink SELECT id FROM high;\n");
        assertThat(plan.writes("scored")).isTrue();
        assertThat(plan.writes("featured")).isFalse();
        assertThat(plan.writes("rejected")).isFalse();
    }

    @Test
    void shouldTakeTheInsertsOfStatementSets() {
        ScriptPlan plan =
                plan(
                        "EXECUTE STATEMENT SET BEGIN\n"
                                + "INSERT INTO a SELECT * FROM scored;\n"
                                + "INSERT INTO b SELECT * FROM readings;\n"
                                + "END;\n");
        assertThat(names(plan.inserts())).containsExactly("a", "b");
        assertThat(plan.before()).isEmpty();
        assertThat(plan.writes("scored")).isTrue();
        assertThat(plan.isShared("readings")).isTrue();
    }

    @Test
    void shouldNotTakeAUsersTableForOneOfOurs() {
        ScriptPlan plan =
                plan(
                        "CREATE TABLE lake.plant.rejected (id INT) WITH ('c'='1');\n"
                                + "CREATE VIEW older AS SELECT * FROM lake.plant.featured;\n"
                                + "INSERT INTO lake.plant.rejected SELECT * FROM rejected;\n");
        assertThat(names(plan.before())).containsExactly("lake.plant.rejected", "older");
        assertThat(plan.writes("rejected")).isTrue();
    }

    @Test
    void shouldLeaveViewsThatReadEachOtherToThePlanner() {
        ScriptPlan plan =
                plan(
                        "CREATE VIEW a AS SELECT * FROM b;\nCREATE VIEW b AS SELECT * FROM a;\n"
                                + "INSERT INTO sink SELECT * FROM a;\n");
        assertThat(names(plan.before())).containsExactly("a", "b");
        assertThat(plan.writes("scored")).isFalse();
    }

    // ---- sharing

    @Test
    void shouldNotShareATableThatOnePlaceReads() {
        ScriptPlan plan = plan(READINGS + SINK + "INSERT INTO sink SELECT id FROM scored;\n");
        assertThat(plan.isShared("readings")).isFalse();
    }

    @Test
    void shouldShareATableThatTheSpecificationAndAnInsertRead() {
        ScriptPlan plan = plan(READINGS + SINK + "INSERT INTO sink SELECT id FROM readings;\n");
        assertThat(plan.isShared("readings")).isTrue();
    }

    @Test
    void shouldCountReadersBehindViews() {
        ScriptPlan plan =
                plan(
                        READINGS
                                + SINK
                                + "CREATE VIEW high AS SELECT * FROM readings;\n"
                                + "INSERT INTO sink SELECT id FROM high;\n");
        assertThat(plan.isShared("readings")).isTrue();
        assertThat(plan.isShared("high")).isFalse();
    }

    @Test
    void shouldShareAViewAndReadWhatIsBelowItOnce() {
        ScriptPlan plan =
                plan(
                        "CREATE VIEW high AS SELECT * FROM other;\n"
                                + "INSERT INTO sink SELECT id FROM high;\n"
                                + "INSERT INTO sink SELECT id FROM high WHERE id > 1;\n");
        assertThat(plan.isShared("high")).isTrue();
        assertThat(plan.isShared("other")).isFalse();
    }

    @Test
    void shouldNotCountViewsThatNobodyReads() {
        ScriptPlan plan = plan(READINGS + "CREATE VIEW unused AS SELECT * FROM readings;\n");
        assertThat(plan.isShared("readings")).isFalse();
    }

    @Test
    void shouldShareATableThatOneInsertReadsTwice() {
        ScriptPlan plan =
                plan("INSERT INTO sink SELECT a.id FROM other a JOIN other b ON a.id = b.id;\n");
        assertThat(plan.isShared("other")).isTrue();
    }

    @Test
    void shouldNotShareTablesOfOurs() {
        ScriptPlan plan =
                plan(
                        "INSERT INTO a SELECT * FROM scored;\nINSERT INTO b SELECT * FROM scored;\n"
                                + "INSERT INTO c SELECT * FROM rejected UNION ALL SELECT * FROM rejected;\n");
        assertThat(plan.isShared("scored")).isFalse();
        assertThat(plan.isShared("rejected")).isFalse();
    }

    @Test
    void shouldNeverShareATableThatIsAskedByKey() {
        String scans = "INSERT INTO a SELECT * FROM names;\nINSERT INTO b SELECT * FROM names;\n";
        assertThat(plan(scans, List.of(), List.of(), List.of("names")).isShared("names")).isFalse();
        ScriptPlan asked =
                plan(
                        scans
                                + "INSERT INTO c SELECT * FROM scored JOIN names"
                                + " FOR SYSTEM_TIME AS OF scored.now AS n ON n.id = scored.id;\n");
        assertThat(asked.isShared("names")).isFalse();
    }

    @Test
    void shouldShareATableWhoseUnreadableRowsAreSplitOffWhoeverReadsIt() {
        assertThat(plan("", List.of("readings"), List.of("readings"), List.of()))
                .matches(plan -> plan.isShared("readings"));
        ScriptPlan asked =
                plan(
                        "INSERT INTO c SELECT * FROM scored JOIN readings"
                                + " FOR SYSTEM_TIME AS OF scored.ts AS r ON r.id = scored.id;\n",
                        List.of("readings"),
                        List.of("readings"),
                        List.of());
        assertThat(asked.isShared("readings")).isTrue();
    }

    @Test
    void shouldTellAViewFromTheTableItRenames() {
        ScriptPlan plan =
                plan(
                        "CREATE VIEW readings AS SELECT id FROM lake.plant.readings;\n"
                                + "INSERT INTO sink SELECT * FROM scored;\n");
        assertThat(plan.isShared("readings")).isFalse();
        assertThat(plan.isShared("lake.plant.readings")).isFalse();
    }

    // ---- the file

    @Test
    void shouldKnowWhoCreatesATable() {
        ScriptPlan plan = plan("\n" + READINGS);
        assertThat(plan.creator("readings").orElseThrow().line()).isEqualTo(2);
        assertThat(plan.creator("sink")).isEmpty();
    }

    @Test
    void shouldHideValuesOfTheEnvironment() {
        Script script =
                script(
                        "CREATE TABLE t (a INT) WITH ('url' = '${URL}')",
                        Map.of("URL", "x://s3cr3t"));
        ScriptPlan plan = ScriptPlan.of(script, List.of(), List.of(), List.of());
        assertThat(plan.mask("no route to x://s3cr3t")).isEqualTo("no route to ${URL}");
    }
}
