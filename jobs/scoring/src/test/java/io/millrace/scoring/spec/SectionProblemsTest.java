package io.millrace.scoring.spec;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every message about a wrong section of a specification, with its line. */
class SectionProblemsTest {

    private static final String HEAD = SpecProblemsTest.HEAD;

    private static void assertProblems(String text, String... expected) {
        SpecProblemsTest.assertProblems(text, expected);
    }

    @Nested
    class Views {

        private static String view(String rest) {
            return HEAD + "  second:\n    entity: machine\n    source: readings\n" + rest;
        }

        @Test
        void shouldNameTheMisspeltKey() {
            assertProblems(
                    view("    aggregations:\n      - { functoins: [count], windows: [3h] }\n"),
                    "features.yaml:11: views.second.aggregations[0]: unknown key \"functoins\","
                            + " did you mean \"functions\"?",
                    "features.yaml:11: views.second.aggregations[0]: needs \"functions\", for"
                            + " example functions: [count]");
        }

        @Test
        void shouldNeedAnEntityAndASource() {
            assertProblems(
                    HEAD + "  second: { latest: [a] }\n",
                    "features.yaml:7: views.second: needs \"entity\", for example entity: machine",
                    "features.yaml:7: views.second: needs \"source\", for example source:"
                            + " readings");
        }

        @Test
        void shouldBeEitherWindowedOrLatest() {
            assertProblems(
                    view(
                            """
                                latest: [a]
                                aggregations: [ { functions: [count], windows: [3h] } ]
                              third: { entity: machine, source: readings }
                            """),
                    "features.yaml:7: views.second: has both aggregations and latest; make two"
                            + " views of it",
                    "features.yaml:12: views.third: needs either aggregations or latest");
        }

        @Test
        void shouldNotBeEmpty() {
            assertProblems(
                    HEAD.replace("latest: [volt]", "aggregations: []"),
                    "features.yaml:6: views.telemetry.aggregations: is empty; write for example -"
                            + " { columns: [volt], functions: [mean], windows: [3h] }");
        }

        @Test
        void shouldHaveWindowsLongerThanZero() {
            assertProblems(
                    view(
                            """
                                aggregations:
                                  - functions: [count]
                                    windows:
                                      - 3h
                                      - 0m
                                      - -1h
                                      - soon
                                      - 3h
                            """),
                    "features.yaml:14: views.second.aggregations[0].windows[1]: window \"0m\" is"
                            + " not longer than zero; write a length such as 500ms, 60s, 15m, 3h"
                            + " or 7d",
                    "features.yaml:15: views.second.aggregations[0].windows[2]: window \"-1h\" is"
                            + " not longer than zero; write a length such as 500ms, 60s, 15m, 3h"
                            + " or 7d",
                    "features.yaml:16: views.second.aggregations[0].windows[3]: \"soon\" is not a"
                            + " length of time; write a whole number and a unit, such as 500ms,"
                            + " 60s, 15m, 3h or 7d",
                    "features.yaml:17: views.second.aggregations[0].windows[4]: \"3h\" is listed"
                            + " twice; leave one out");
        }

        @Test
        void shouldNotStepFurtherThanAWindow() {
            assertProblems(
                    view(
                            """
                                hop: 60m
                                aggregations: [ { functions: [count], windows: [15m, 3h] } ]
                            """),
                    "features.yaml:10: views.second.hop: \"60m\" is longer than a window of 15m;"
                            + " shorten the hop");
        }

        @Test
        void shouldNotLimitLatestViewsInTime() {
            assertProblems(
                    view("    latest: [a]\n    lateness: 1m\n    hop: 1m\n"),
                    "features.yaml:11: views.second.lateness: means nothing to a latest view, which"
                            + " has no windows; leave it out",
                    "features.yaml:12: views.second.hop: means nothing to a latest view, which has"
                            + " no windows; leave it out");
        }

        @Test
        void shouldExcludeTheCurrentRowFromTheSpinesViewsOnly() {
            assertProblems(
                    HEAD
                            + """
                              second:
                                entity: machine
                                source: errors
                                aggregations: [ { functions: [count], windows: [3h] } ]
                                exclude_current: true
                            """,
                    "features.yaml:11: views.second.exclude_current: is for views over the spine's"
                            + " table; rows of another table at the spine row's own time never"
                            + " count, so leave it out");
        }

        @Test
        void shouldNotMakeOneFeatureTwice() {
            assertProblems(
                    view(
                            """
                                aggregations:
                                  - { columns: [a], functions: [mean], windows: [3h] }
                                  - { columns: [a], functions: [mean, max], windows: [3h], where: "b" }
                            lookups:
                              telemetry: { table: t, on: { a: b }, columns: [volt] }
                            """),
                    "features.yaml:12: views.second.aggregations[1].columns[0]: makes the feature"
                            + " second_a_mean_3h, which line 11 makes already; rename a view, or"
                            + " give the function an alias: count as other",
                    "features.yaml:14: lookups.telemetry.columns[0]: makes the feature"
                            + " telemetry_volt, which line 6 makes already; rename a view or a"
                            + " lookup");
        }

        @Test
        void shouldUseEachEntity() {
            assertProblems(
                    HEAD.replace(
                            "  machine: { key: [machine_id] }",
                            "  machine: { key: [machine_id] }\n  line: { key: [line_id] }"),
                    "features.yaml:5: entities.line: no view is about it; remove it or add a view");
        }

        @Test
        void shouldBeAboutAKnownEntity() {
            assertProblems(
                    HEAD + "  second: { entity: card, source: readings, latest: [a] }\n",
                    "features.yaml:7: views.second.entity: there is no entity \"card\"; known:"
                            + " machine");
        }
    }

    @Nested
    class SourcesAndLookups {

        @Test
        void shouldDescribeOnlyTablesThatAreRead() {
            assertProblems(
                    HEAD + "sources: { reading: { tme: event_time } }\n",
                    "features.yaml:7: sources.reading: unknown key \"tme\", did you mean"
                            + " \"time\"?",
                    "features.yaml:7: sources.reading: neither the spine nor a view reads a table"
                            + " of this name, did you mean \"readings\"?");
        }

        @Test
        void shouldCheckLookups() {
            assertProblems(
                    HEAD
                            + """
                            lookups:
                              history:
                                table: service_history
                                on: [machine_id]
                                columns:
                                on_failure: ignore
                                timeout: 0s
                                retries: many
                                cache: { max_rows: 0, ttl: 0s }
                            """,
                    "features.yaml:10: lookups.history.on: expected a mapping of keys to values,"
                            + " found a list",
                    "features.yaml:11: lookups.history.columns: is empty; name at least one column",
                    "features.yaml:12: lookups.history.on_failure: \"ignore\" is not known here;"
                            + " write one of null, fail",
                    "features.yaml:13: lookups.history.timeout: \"0s\" is not longer than zero;"
                            + " write a length such as 500ms, 60s, 15m, 3h or 7d",
                    "features.yaml:14: lookups.history.retries: \"many\" is not a whole number from"
                            + " 0 to 100",
                    "features.yaml:15: lookups.history.cache.max_rows: \"0\" is not a whole number"
                            + " from 1 to 2147483647",
                    "features.yaml:15: lookups.history.cache.ttl: \"0s\" is not longer than zero;"
                            + " write a length such as 500ms, 60s, 15m, 3h or 7d");
        }

        @Test
        void shouldNeedAKeyToLookUp() {
            assertProblems(
                    HEAD + "lookups:\n  history: { table: t, on: {}, columns: [a] }\n",
                    "features.yaml:8: lookups.history.on: is empty; write the lookup's key column"
                            + " and the spine's, for example { machine_id: machine_id }");
        }

        @Test
        void shouldNotBeEmpty() {
            assertProblems(
                    HEAD + "lookups:\n",
                    "features.yaml:7: lookups: is empty; write for example history: { table: t,"
                            + " on: { id: id }, columns: [services] }");
        }
    }

    @Nested
    class ModelAndTraining {

        @Test
        void shouldCheckThatCanariesHaveARegistry() {
            assertProblems(
                    HEAD + "model: { canary_key: machine_id }\n",
                    "features.yaml:7: model.canary_key: means nothing without a registry; say"
                            + " model: { registry: <table> }");
        }

        @Test
        void shouldFillOnlyInputs() {
            assertProblems(
                    HEAD
                            + """
                            model:
                              inputs: [telemetry_volt, telemetry_volt]
                              fill: { telemetry_vlt: 0 }
                            """,
                    "features.yaml:8: model.inputs[1]: \"telemetry_volt\" is listed twice; leave"
                            + " one out",
                    "features.yaml:9: model.fill.telemetry_vlt: fills a column that is not among"
                            + " model.inputs, did you mean \"telemetry_volt\"?");
        }

        @Test
        void shouldCheckTraining() {
            assertProblems(
                    HEAD
                            + """
                            training:
                              task: ranking
                              split: group
                              test: 1.5
                              threshold: 2
                              seed: -1
                              parameters: { trees: [1] }
                            """,
                    "features.yaml:7: training: needs \"label\", for example label:"
                            + " failed_within_24h",
                    "features.yaml:8: training.task: \"ranking\" is not known here; write one of"
                            + " classification, regression",
                    "features.yaml:9: training.split: \"group\" needs to know the column; add for"
                            + " example group: machine_id",
                    "features.yaml:10: training.test: \"1.5\" is not a share between 0 and 1, such"
                            + " as 0.2",
                    "features.yaml:11: training.threshold: \"2\" is not a score between 0 and 1,"
                            + " such as 0.5",
                    "features.yaml:12: training.seed: \"-1\" is not a whole number from 0 to"
                            + " 9223372036854775807",
                    "features.yaml:13: training.parameters.trees: expected a single value, found a"
                            + " list");
        }

        @Test
        void shouldLeaveRowsToFitOn() {
            assertProblems(
                    HEAD
                            + """
                            training:
                              label: remaining_life
                              task: regression
                              test: 0.5
                              validation: 0.5
                              threshold: 0.5
                            """,
                    "features.yaml:11: training.validation: \"0.5\" is not a share from 0 to below"
                            + " 1 that leaves rows to fit on beside test, such as 0.1",
                    "features.yaml:12: training.threshold: means nothing to a regression; leave it"
                            + " out");
        }
    }
}
