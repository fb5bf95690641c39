package io.millrace.scoring.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code ${NAME}} in {@code features.yaml}. */
class SpecEnvironmentTest {

    private static final String TEXT =
            """
            # ${COMMENTED} is not looked at
            name: ${TENANT}-failure
            spine: "${SCHEMA:-public}.readings"
            entities: { machine: { key: [machine_id] } }
            views:
              telemetry:
                entity: machine
                source: ${SCHEMA:-public}.readings
                aggregations:
                  - { columns: [volt], functions: [mean], windows: ["${WINDOW}"], where: "$${x}" }
            """;

    private static ModelSpec parse(Map<String, String> environment) {
        return SpecReader.parse(Path.of("features.yaml"), TEXT, environment);
    }

    @Test
    void shouldPutValuesAndDefaultsInPlace() {
        ModelSpec spec = parse(Map.of("TENANT", "acme", "WINDOW", "3h", "SCHEMA", ""));

        assertThat(spec.name()).isEqualTo("acme-failure");
        assertThat(spec.spine().table()).isEqualTo("public.readings");
        assertThat(spec.features()).extracting("name").containsExactly("telemetry_volt_mean_3h");
        assertThat(spec.views().get(0).aggregations().get(0).where()).isEqualTo("${x}");
    }

    @Test
    void shouldReportAllUnsetVariablesTogether() {
        SpecException thrown = catchThrowableOfType(SpecException.class, () -> parse(Map.of()));

        assertThat(thrown)
                .hasMessage(
                        """
                        2 problems:
                          features.yaml:2: name: environment variable TENANT is not set; set it, or write a default: ${TENANT:-default}
                          features.yaml:10: views.telemetry.aggregations[0].windows[0]: environment variable WINDOW is not set; set it, or write a default: ${WINDOW:-default}""");
    }

    @Test
    void shouldNotShowValuesInMessages() {
        SpecException thrown =
                catchThrowableOfType(
                        SpecException.class,
                        () ->
                                parse(
                                        Map.of(
                                                "TENANT", "acme", "SCHEMA", "s3cret", "WINDOW",
                                                "s3cret")));

        assertThat(thrown)
                .hasMessage(
                        "features.yaml:10: views.telemetry.aggregations[0].windows[0]:"
                                + " \"${WINDOW}\" is not a length of time; write a whole number and"
                                + " a unit, such as 500ms, 60s, 15m, 3h or 7d");
    }

    @Test
    void shouldNotShowValuesOfOtherPlaces() {
        String text =
                """
                name: a
                spine: ${TABLE}
                entities: { machine: { key: k } }
                sources: { readingz: {} }
                views:
                  v:
                    entity: machine
                    source: ${TABLE}
                    hop: 1d
                    aggregations:
                      - { functions: [count], windows: "${WINDOW}" }
                      - { functions: [count], windows: "${WINDOW}" }
                model: { inputs: ["${INPUT}"], fill: { secret_inpu: 0 } }
                """;
        Map<String, String> environment =
                Map.of("TABLE", "s3cret.readings", "WINDOW", "61m", "INPUT", "secret_input");

        SpecException thrown =
                catchThrowableOfType(
                        SpecException.class,
                        () -> SpecReader.parse(Path.of("features.yaml"), text, environment));

        assertThat(thrown)
                .hasMessage(
                        """
                        4 problems:
                          features.yaml:4: sources.readingz: neither the spine nor a view reads a table of this name; known: ${TABLE}
                          features.yaml:9: views.v.hop: "1d" is longer than a window of ${WINDOW}; shorten the hop
                          features.yaml:12: views.v.aggregations[1]: makes the feature v_count_${WINDOW}, which line 11 makes already; rename a view, or give the function an alias: count as other
                          features.yaml:13: model.fill.secret_inpu: fills a column that is not among model.inputs, did you mean "${INPUT}"?""");
    }

    @Test
    void shouldNotShowValuesInDescriptions() {
        ModelSpec spec = parse(Map.of("TENANT", "acme", "WINDOW", "3h", "SCHEMA", "s3cret"));

        assertThat(spec.toString()).isEqualTo("ModelSpec[features.yaml]");
        assertThat(spec.masking().toString()).isEqualTo("Masking[3 values]");
        assertThat(EffectiveSpec.render(spec))
                .contains("table: \"${SCHEMA:-public}.readings\"")
                .doesNotContain("s3cret");
        assertThat(spec.masking().mask("no table s3cret.readings"))
                .isEqualTo("no table ${SCHEMA}.readings");
    }

    @Test
    void shouldFindValuesThatCameFromTheEnvironment() {
        ModelSpec spec = parse(Map.of("TENANT", "acme", "WINDOW", "3h"));

        assertThat(spec.positions().find("views.telemetry", "public.readings"))
                .hasToString("features.yaml:8");
        assertThat(spec.positions().find("views.telemetry", "3h")).hasToString("features.yaml:10");
    }

    @Test
    void shouldReportWhatIsNoVariable() {
        SpecException thrown =
                catchThrowableOfType(
                        SpecException.class,
                        () ->
                                SpecReader.parse(
                                        Path.of("features.yaml"),
                                        "name: a\nspine: ${my-table}\nentities: { m: { key: k } }",
                                        Map.of()));

        assertThat(thrown)
                .hasMessage(
                        "features.yaml:2: spine: \"${\" does not begin ${NAME} or ${NAME:-default};"
                                + " write \"$${\" where a plain \"${\" is meant");
    }
}
