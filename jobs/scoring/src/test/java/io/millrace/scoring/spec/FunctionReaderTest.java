package io.millrace.scoring.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Functions and their parameters, as users write them. */
class FunctionReaderTest {

    private static ModelSpec parse(String functions, Map<String, String> environment) {
        String text =
                """
                name: functions
                spine: readings
                entities: { machine: { key: machine_id } }
                views:
                  v:
                    entity: machine
                    source: readings
                    aggregations:
                      - columns: [volt]
                        windows: [24h]
                        functions: %s
                """
                        .formatted(functions);
        return SpecReader.parse(Path.of("features.yaml"), text, environment);
    }

    private static List<String> functions(String functions) {
        return parse(functions, Map.of()).views().get(0).aggregations().get(0).functions();
    }

    private static List<String> features(String functions) {
        return parse(functions, Map.of()).features().stream().map(FeatureName::name).toList();
    }

    private static List<String> problems(String functions) {
        return problems(functions, Map.of());
    }

    private static List<String> problems(String functions, Map<String, String> environment) {
        return catchThrowableOfType(SpecException.class, () -> parse(functions, environment))
                .problems()
                .stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void shouldReadNamesAndParameters() {
        assertThat(
                        functions(
                                "[mean, { quantile: 0.99 }, { last_k: 5 }, { histogram: [0, 10.5,"
                                        + " 50] }, { ewma: 1h }, { quantile: [0.5, 0.9], as: q },"
                                        + " count as all, quantile(0.1), { max: }]"))
                .containsExactly(
                        "mean",
                        "quantile(0.99)",
                        "last_k(5)",
                        "histogram(0, 10.5, 50)",
                        "ewma(1h)",
                        "quantile(0.5, 0.9) as q",
                        "count as all",
                        "quantile(0.1)",
                        "max");
    }

    @Test
    void shouldTakeOneForAList() {
        assertThat(functions("{ quantile: 0.99 }")).containsExactly("quantile(0.99)");
        assertThat(functions("median")).containsExactly("median");
    }

    @Test
    void shouldReadBlocks() {
        assertThat(functions("\n          - mean\n          - last_k: 2\n            as: newest"))
                .containsExactly("mean", "last_k(2) as newest");
    }

    @Test
    void shouldNameFeaturesAsThePlanDoes() {
        assertThat(features("[{ quantile: [0.5, 0.999] }, { last_k: 2 }, { top_k: 1, as: mode }]"))
                .containsExactly(
                        "v_volt_p50_24h",
                        "v_volt_p99_9_24h",
                        "v_volt_last_1_24h",
                        "v_volt_last_2_24h",
                        "v_volt_mode_24h");
    }

    @Test
    void shouldTakeParametersFromTheEnvironment() {
        ModelSpec spec =
                parse("[{ quantile: \"${Q}\", as: \"${NAME}\" }]", Map.of("Q", "0.9", "NAME", "x"));

        assertThat(spec.views().get(0).aggregations().get(0).functions())
                .containsExactly("quantile(0.9) as x");
        assertThat(EffectiveSpec.render(spec))
                .contains("functions: [\"quantile(${Q}) as ${NAME}\"]");
    }

    @Test
    void shouldReadBackAsTheSame() {
        Map<String, String> environment = Map.of("Q", "0.75");
        ModelSpec spec =
                parse(
                        "[mean, { quantile: [0.5, \"${Q}\"] }, { histogram: [0, 1], as: h }, count"
                                + " as n]",
                        environment);

        assertThat(
                        SpecReader.parse(
                                        Path.of("features.yaml"),
                                        EffectiveSpec.render(spec),
                                        environment)
                                .views())
                .isEqualTo(spec.views());
    }

    @Test
    void shouldReportWhatAFunctionDoesNotTake() {
        assertThat(problems("[mean, { quantile: 99 }, { lag: 0 }, { median: 1 }]"))
                .containsExactly(
                        "features.yaml:11: views.v.aggregations[0].functions[1]: quantile takes"
                                + " fractions between 0 and 1, such as quantile: 0.99 or quantile:"
                                + " [0.5, 0.99], not 99",
                        "features.yaml:11: views.v.aggregations[0].functions[2]: lag takes whole"
                                + " numbers from 1 to 1000, such as lag: 2 or lag: [1, 2], not 0",
                        "features.yaml:11: views.v.aggregations[0].functions[3]: median takes no"
                                + " parameters; write median");
    }

    @Test
    void shouldReportFormsThatMeanNothing() {
        assertThat(problems("[{ quantile: 0.5, median: }, { as: x }, { last_k: [[1]] }]"))
                .containsExactly(
                        "features.yaml:11: views.v.aggregations[0].functions[0]: names 2 functions;"
                                + " write { quantile: 0.99 } or { last_k: 5, as: newest }",
                        "features.yaml:11: views.v.aggregations[0].functions[1]: names 0 functions;"
                                + " write { quantile: 0.99 } or { last_k: 5, as: newest }",
                        "features.yaml:11: views.v.aggregations[0].functions[2].last_k[0]: expected"
                                + " a single value, found a list");
        assertThat(problems("[{ last_k: 5, as: a-b }, { two words: 1 }]"))
                .containsExactly(
                        "features.yaml:11: views.v.aggregations[0].functions[0].as: \"a-b\" cannot"
                                + " be part of a column's name; begin with a letter, go on with"
                                + " letters, digits and _",
                        "features.yaml:11: views.v.aggregations[0].functions[1]: \"two words\" is no"
                                + " function's name; write { quantile: 0.99 } or { last_k: 5, as:"
                                + " newest }");
        assertThat(problems("[]"))
                .containsExactly(
                        "features.yaml:11: views.v.aggregations[0].functions: is empty; name at"
                                + " least one function");
    }

    @Test
    void shouldReportMisspeltFunctionsWithParameters() {
        assertThat(problems("[{ quantil: 0.5 }, last_k 2]"))
                .containsExactly(
                        "features.yaml:11: views.v.aggregations[0].functions[0]: unknown function"
                                + " \"quantil\", did you mean \"quantile\"?",
                        "features.yaml:11: views.v.aggregations[0].functions[1]: unknown function"
                                + " \"last_k 2\", did you mean \"last_k\"?");
    }

    @Test
    void shouldReportWhatIsThereTwice() {
        assertThat(problems("[{ lag: 1 }, lag(1)]"))
                .containsExactly(
                        "features.yaml:11: views.v.aggregations[0].functions[1]: \"lag(1)\" is"
                                + " listed twice; leave one out");
    }

    @Test
    void shouldReportARatioWithoutWhere() {
        assertThat(problems("[ratio]"))
                .containsExactly(
                        "features.yaml:11: views.v.aggregations[0].functions[0]: ratio needs a where"
                                + " beside it, whose share of the rows it is, such as where:"
                                + " \"vibration > 60\"");
    }

    @Test
    void shouldNotShowWhatTheEnvironmentGave() {
        assertThat(problems("[{ quantile: \"${Q}\" }]", Map.of("Q", "s3cret")))
                .containsExactly(
                        "features.yaml:11: views.v.aggregations[0].functions[0]: quantile takes"
                                + " fractions between 0 and 1, such as quantile: 0.99 or quantile:"
                                + " [0.5, 0.99], not ${Q}");
    }
}
