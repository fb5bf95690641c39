package io.millrace.scoring.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Every message about a specification that is wrong as a whole or in simple values, with its line.
 */
class SpecProblemsTest {

    /** Six lines that are right; tests write on from line 7. */
    static final String HEAD =
            """
            name: machine-failure
            spine: readings
            entities:
              machine: { key: [machine_id] }
            views:
              telemetry: { entity: machine, source: readings, latest: [volt] }
            """;

    private static List<String> problems(String text) {
        SpecException thrown =
                catchThrowableOfType(
                        SpecException.class,
                        () -> SpecReader.parse(Path.of("features.yaml"), text, Map.of()));
        assertThat(thrown).as("problems of\n" + text).isNotNull();
        return thrown.problems().stream().map(Problem::toString).toList();
    }

    static void assertProblems(String text, String... expected) {
        assertThat(problems(text)).containsExactly(expected);
    }

    @Test
    void shouldReportAllProblemsTogetherInTheOrderOfLines() {
        SpecException thrown =
                catchThrowableOfType(
                        SpecException.class,
                        () ->
                                SpecReader.parse(
                                        Path.of("features.yaml"),
                                        """
                                        name: machine-failure
                                        spine: readings
                                        entities: { machine: { key: [machine_id] } }
                                        views:
                                          telemetry:
                                            entity: machin
                                            source: readings
                                            aggregations:
                                              - { functions: [men], windows: [0h] }
                                        warmup: 60s
                                        """,
                                        Map.of()));

        assertThat(thrown)
                .hasMessage(
                        """
                        4 problems:
                          features.yaml:6: views.telemetry.entity: there is no entity "machin", did you mean "machine"?
                          features.yaml:9: views.telemetry.aggregations[0].windows[0]: window "0h" is not longer than zero; write a length such as 500ms, 60s, 15m, 3h or 7d
                          features.yaml:9: views.telemetry.aggregations[0].functions[0]: unknown function "men", did you mean "mean"?
                          features.yaml:10: unknown key "warmup", did you mean "warm_up"?""");
    }

    @Nested
    class TheDocument {

        @Test
        void shouldNeedNameSpineAndEntities() {
            assertProblems(
                    "order: arrival",
                    "features.yaml:1: needs \"name\", for example name: machine-failure",
                    "features.yaml:1: needs \"spine\", for example spine: readings",
                    "features.yaml:1: needs \"entities\", for example entities:"
                            + " { machine: { key: [machine_id] } }");
        }

        @Test
        void shouldBeAMapping() {
            assertThat(problems("- name"))
                    .first()
                    .isEqualTo(
                            "features.yaml:1: expected a mapping of keys to values, found a list");
        }

        @Test
        void shouldNotBeEmpty() {
            assertProblems("# nothing\n", "features.yaml: is empty; begin with name: and spine:");
        }

        @Test
        void shouldNameTheLineOfASyntaxError() {
            assertProblems(
                    "name: a\nspine: [readings\nentities: {}\n",
                    "features.yaml:3: not readable as YAML: while parsing a flow sequence,"
                            + " expected ',' or ']', but got :");
        }

        @Test
        void shouldBeOneDocument() {
            assertProblems(
                    "name: a\n---\nname: b\n",
                    "features.yaml:2: not readable as YAML: expected a single document in the"
                            + " stream, but found another document");
        }

        @Test
        void shouldNotHoldControlCharacters() {
            assertProblems(
                    "name: a\nspine: \u0007b\n",
                    "features.yaml:2: not readable as YAML: character U+0007; remove it");
        }

        @Test
        void shouldNotBeNestedWithoutEnd() {
            assertThat(problems("name: " + "[".repeat(100)))
                    .singleElement()
                    .asString()
                    .contains("not readable as YAML: Nesting Depth exceeded max 24");
        }

        @Test
        void shouldNotGrowByAliases() {
            String bomb = "a: &a [x]\n" + "b: [" + "*a, ".repeat(60) + "]\n";

            assertThat(problems(bomb)).singleElement().asString().contains("aliases");
        }

        @Test
        void shouldNotRepeatKeys() {
            assertProblems(
                    HEAD + "spine: readings\n",
                    "features.yaml:7: key \"spine\" is written twice, first in line 2; keep one");
        }

        @Test
        void shouldNotHaveListsAsKeys() {
            assertProblems(
                    HEAD + "? [a, b]\n: c\n",
                    "features.yaml:7: a key cannot be a list or a mapping; write a name");
        }

        @Test
        void shouldListKnownKeysWhenNoneIsNear() {
            assertProblems(
                    HEAD + "lookups: { s: { table: t, on: { a: b }, columns: [c], zzzzz: 1 } }\n",
                    "features.yaml:7: lookups.s: unknown key \"zzzzz\"; known: table, on, columns,"
                            + " on_failure, timeout, retries, cache, as_of");
        }
    }

    @Nested
    class SimpleValues {

        @Test
        void shouldCheckNames() {
            assertProblems(
                    """
                    name: machine failure
                    spine: ""
                    entities: { my-machine: { key: [] } }
                    """,
                    "features.yaml:1: name: \"machine failure\" cannot name a model; begin with a"
                            + " letter, go on with letters, digits, - and _",
                    "features.yaml:2: spine: is empty; write a value or leave the key out",
                    "features.yaml:3: entities.my-machine: entity name \"my-machine\" cannot be"
                            + " part of a column's name; begin with a letter, go on with letters,"
                            + " digits and _",
                    "features.yaml:3: entities.my-machine.key: is empty; name at least one column");
        }

        @Test
        void shouldCheckWhatTheSpineSays() {
            assertProblems(
                    """
                    name: a
                    spine:
                      score_updates: yes
                      late: [drop]
                      lat: reject
                    entities: { machine: { key: [machine_id] } }
                    """,
                    "features.yaml:2: spine: needs \"table\", for example table: readings",
                    "features.yaml:3: spine.score_updates: \"yes\" is neither true nor false",
                    "features.yaml:4: spine.late: expected a single value, found a list",
                    "features.yaml:5: spine: unknown key \"lat\", did you mean \"late\"?");
        }

        @Test
        void shouldCheckChoices() {
            assertProblems(
                    HEAD + "order: event_time\n",
                    "features.yaml:7: order: \"event_time\" is not known here; write one of"
                            + " arrival, event-time");
        }

        @Test
        void shouldCheckLengthsOfTime() {
            assertProblems(
                    HEAD + "warm_up: 1 minute\nmodel: { max_linger: -5ms }\n",
                    "features.yaml:7: warm_up: \"1 minute\" is not a length of time; write a whole"
                            + " number and a unit, such as 500ms, 60s, 15m, 3h or 7d",
                    "features.yaml:8: model.max_linger: \"-5ms\" is negative; write 0s or longer");
        }

        @Test
        void shouldCheckLengthsThatNoLongHolds() {
            assertProblems(
                    HEAD + "warm_up: 999999999999999999d\n",
                    "features.yaml:7: warm_up: \"999999999999999999d\" is not a length of time;"
                            + " write a whole number and a unit, such as 500ms, 60s, 15m, 3h or"
                            + " 7d");
        }

        @Test
        void shouldCheckNumbers() {
            assertProblems(
                    HEAD
                            + """
                            model:
                              max_batch: 0
                              fill: { a: none, b: .inf, c: [1] }
                            """,
                    "features.yaml:8: model.max_batch: \"0\" is not a whole number from 1 to 65536",
                    "features.yaml:9: model.fill.a: \"none\" is not a finite number",
                    "features.yaml:9: model.fill.b: \".inf\" is not a finite number",
                    "features.yaml:9: model.fill.c: expected a single value, found a list");
        }
    }
}
