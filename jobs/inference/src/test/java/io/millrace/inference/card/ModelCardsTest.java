package io.millrace.inference.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCardsTest {

    private static final ModelCard FULL =
            new ModelCard(
                    "machine-failure",
                    "1.10",
                    "ab".repeat(32),
                    Instant.parse("2026-01-05T10:20:00Z"),
                    "says \"when\": soon,\n or 日本 🙂",
                    List.of(
                            ModelInput.ofFloat("telemetry_volt_mean_3h"),
                            new ModelInput("yes", ValueType.STRING, "names", "1/min", null)),
                    List.of(
                            ModelOutput.ofFloat("score", Meaning.PROBABILITY),
                            new ModelOutput(
                                    "classes",
                                    Meaning.VECTOR,
                                    new OutputType.Vector(ValueType.FLOAT),
                                    "probabilities",
                                    null,
                                    null,
                                    null),
                            new ModelOutput(
                                    "by_class",
                                    Meaning.VECTOR,
                                    new OutputType.Mapping(ValueType.STRING, ValueType.FLOAT),
                                    "zipped",
                                    null,
                                    "share",
                                    "by name")),
                    List.of(
                            new GoldenRow(
                                    List.of(
                                            new GoldenValue.Numeric(0.1f),
                                            new GoldenValue.Text("010")),
                                    List.of(
                                            new GoldenValue.Numeric(Double.NaN),
                                            new GoldenValue.Vector(
                                                    List.of(
                                                            new GoldenValue.Numeric(-0.0),
                                                            new GoldenValue.Numeric(1e-30))),
                                            new GoldenValue.Entries(
                                                    Map.of("no", new GoldenValue.Numeric(3)))),
                                    1e-6)),
                    new TrainingRun(
                            "gbdt, 100 trees",
                            123_456,
                            Instant.parse("2025-01-01T00:00:00Z"),
                            null,
                            Duration.ofHours(24),
                            Map.of("auc", 0.91, "log loss", 0.2)),
                    List.of(new ColumnBaseline("score", 0.25, List.of(0.0, 0.5, 1e300))));

    @Test
    void shouldReadBackWhatItWrote(@TempDir Path folder) {
        Path file = folder.resolve("model.yaml");
        ModelCards.write(FULL, file);

        assertThat(ModelCards.read(file)).isEqualTo(FULL);
        assertThat(ModelCards.toYaml(ModelCards.read(file))).isEqualTo(ModelCards.toYaml(FULL));
    }

    @Test
    void shouldBeLegible() {
        assertThat(ModelCards.toYaml(FULL))
                .contains(
                        "version: \"1.10\"\n",
                        "  - { name: telemetry_volt_mean_3h, type: float }\n",
                        "  - { inputs: [0.10000000149011612, \"010\"], outputs: [.nan, [-0.0, 1.0E-30],",
                        "  horizon: \"24h\"\n");
    }

    @Test
    void shouldTakeAShortCardWithDefaults() {
        ModelCard card =
                ModelCards.parse(
                        "model.yaml",
                        """
                        name: m
                        version: 010
                        inputs: [ { name: a }, { name: b, type: int64 } ]
                        outputs: [ { name: score } ]
                        golden:
                          - { inputs: [010, ~], outputs: [1e-5] }
                        """);

        assertThat(card.version()).isEqualTo("010");
        assertThat(card.sha256()).isNull();
        assertThat(card.inputs().get(0)).isEqualTo(ModelInput.ofFloat("a"));
        assertThat(card.outputs()).containsExactly(ModelOutput.ofFloat("score", Meaning.SCORE));
        assertThat(card.golden())
                .containsExactly(
                        GoldenRow.of(new double[] {10, Double.NaN}, new double[] {1e-5}, 1e-5));
    }

    @Test
    void shouldReportAllThatIsWrongWithItsLine() {
        String yaml =
                """
                name: m
                versoin: 1
                sha256: abc
                created: yesterday
                inputs:
                  - { name: a, type: flaot }
                  - { name: a }
                  - { name: b, unit: [V] }
                outputs:
                  - { name: score, meaning: guess, type: map<float:float> }
                golden:
                  - { inputs: [1, two], outputs: [0.5] }
                  - { inputs: [1], outputs: [0.5], tolerance: -1 }
                training: { rows: many, horizon: 1y }
                baseline:
                  - { column: scor, null_rate: 2, quantiles: [0, x] }
                """;

        assertThatThrownBy(() -> ModelCards.parse("model.yaml", yaml))
                .isInstanceOfSatisfying(
                        InvalidCardException.class,
                        e ->
                                assertThat(e.problems())
                                        .containsExactly(
                                                "model.yaml:2: unknown key 'versoin' in a model card; did you mean 'version'?",
                                                "model.yaml:1: a model card needs 'version'",
                                                "model.yaml:3: sha256: 'abc' is not 64 hex digits",
                                                "model.yaml:4: created: 'yesterday' is not a time such as 2026-01-05T10:20:00Z",
                                                "model.yaml:6: type: 'flaot' is not one of float, double, int64, int32, bool, string",
                                                "model.yaml:7: the name 'a' is taken by one above",
                                                "model.yaml:8: 'unit' must be a single value",
                                                "model.yaml:10: meaning: 'guess' is not one of score, probability, label, value, vector",
                                                "model.yaml:10: type: 'map<float:float>' is not one of float, double, int64, int32, bool, string, or such a type with [], or a ZipMap's map<int64:float> or map<string:float>",
                                                "model.yaml:12: 'two' is no number, and float is expected",
                                                "model.yaml:13: a golden row has 1 inputs, the card has 2",
                                                "model.yaml:13: tolerance: '-1' is not a number that is not negative",
                                                "model.yaml:14: rows: 'many' is not a whole number",
                                                "model.yaml:14: horizon: '1y' is not a duration such as 90s, 24h or 7d",
                                                "model.yaml:16: 'scor' is neither an input nor an output; did you mean 'score'?",
                                                "model.yaml:16: null_rate: '2' is not a number from 0 to 1",
                                                "model.yaml:16: quantiles must be a list of numbers"));
    }

    @Test
    void shouldNameTheLineWhereYamlBreaks() {
        assertThatThrownBy(() -> ModelCards.parse("model.yaml", "name: m\ninputs: [ {\n"))
                .hasMessageContaining("model.yaml:3: not readable as YAML");
        assertThatThrownBy(() -> ModelCards.parse("model.yaml", ""))
                .hasMessage("model.yaml:1: the card is empty");
        assertThatThrownBy(() -> ModelCards.parse("model.yaml", "- a"))
                .hasMessageContaining("model.yaml:1: a model card must be a mapping");
    }

    @Test
    void shouldSayWhatToDoWithoutACard(@TempDir Path folder) {
        assertThatThrownBy(() -> ModelCards.read(folder.resolve("model.yaml")))
                .hasMessageEndingWith(
                        "model.yaml: there is no such file; a model's card is written by `train`");
    }

    @Test
    void shouldRefuseCardsThatContradictThemselves() {
        List<ModelInput> twice = List.of(ModelInput.ofFloat("a"), ModelInput.ofFloat("a"));
        List<ModelOutput> score = List.of(ModelOutput.ofFloat("score", Meaning.SCORE));

        assertThatThrownBy(
                        () ->
                                new ModelCard(
                                        "m", "1", null, null, null, twice, score, List.of(), null,
                                        List.of()))
                .hasMessage("inputs: 'a' twice");
    }
}
