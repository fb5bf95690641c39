package io.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.inference.card.GoldenRow;
import io.millrace.inference.card.GoldenValue;
import io.millrace.inference.card.Meaning;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelCards;
import io.millrace.training.onnx.OnnxScorer;
import io.millrace.training.request.Algorithm;
import io.millrace.training.request.Columns;
import io.millrace.training.request.Method;
import io.millrace.training.request.Progress;
import io.millrace.training.request.Split;
import io.millrace.training.request.Task;
import io.millrace.training.request.TrainingException;
import io.millrace.training.request.TrainingRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EnabledIf(
        value = "io.millrace.training.trees.NativeXgboost#isAvailable",
        disabledReason = "XGBoost needs the OpenMP runtime: apt-get install libgomp1")
class TrainingTest {

    private static final Map<String, String> QUICK = Map.of("rounds", "60", "max_depth", "3");

    @TempDir static Path history;
    @TempDir Path output;

    @BeforeAll
    static void writeHistory() {
        Fixtures.write(Fixtures.plant(5000), history.resolve("part-0"), "FORMAT parquet");
    }

    @Test
    void shouldMakeAModelThatForetellsAndACardThatDescribesIt() {
        TrainingResult result = train(QUICK);

        assertThat(result.metrics().get("test_roc_auc")).isBetween(0.9, 1.0);
        assertThat(result.deviation()).isLessThanOrEqualTo(1e-6);
        assertThat(result.trainRows()).isEqualTo(3500);
        assertThat(result.testRows()).isEqualTo(1000);
        ModelCard card = ModelCards.read(result.card());
        assertThat(card.name()).isEqualTo("machine-failure");
        assertThat(card.sha256()).isEqualTo(result.sha256());
        assertThat(card.inputNames()).isEqualTo(Fixtures.FEATURES);
        assertThat(card.outputNames()).containsExactly("score");
        assertThat(card.outputs().get(0).meaning()).isEqualTo(Meaning.PROBABILITY);
        assertThat(card.training().rows()).isEqualTo(3500);
        assertThat(card.training().from()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(card.training().metrics()).containsAllEntriesOf(result.metrics());
        assertThat(card.training().metrics()).containsKey("threshold");
    }

    @Test
    void shouldKeepGoldenRowsThatTheFileReproduces() throws IOException {
        TrainingResult result = train(QUICK);
        List<GoldenRow> golden = ModelCards.read(result.card()).golden();

        assertThat(golden).hasSize(8);
        boolean missing = false;
        try (OnnxScorer scorer = new OnnxScorer(Files.readAllBytes(result.model()))) {
            for (GoldenRow row : golden) {
                float[] inputs = new float[row.inputs().size()];
                for (int i = 0; i < inputs.length; i++) {
                    inputs[i] = (float) number(row.inputs().get(i));
                    missing |= Float.isNaN(inputs[i]);
                }
                assertThat(scorer.score(inputs, 1)[0])
                        .isEqualTo((float) number(row.outputs().get(0)));
            }
        }
        assertThat(missing).isTrue();
    }

    private static double number(GoldenValue value) {
        return ((GoldenValue.Numeric) value).value();
    }

    @Test
    void shouldDescribeEachColumnAsItWasInTraining() {
        ModelCard card = ModelCards.read(train(QUICK).card());

        assertThat(card.baseline())
                .extracting("column")
                .containsExactlyInAnyOrder("heat", "shake", "noise", "score");
        assertThat(card.baseline().get(0).column()).isEqualTo("heat");
        assertThat(card.baseline().get(0).nullRate()).isCloseTo(0.1, within(0.02));
        assertThat(card.baseline().get(0).quantiles()).hasSize(11).isSorted();
    }

    @Test
    void shouldGiveTheSameBytesFromTheSameRowsInOtherFiles() throws IOException {
        TrainingResult one = train(QUICK);
        Path parted = Files.createDirectory(output.resolve("parted"));
        for (int i = 0; i < 3; i++) {
            Fixtures.write(
                    "SELECT * FROM (%s) WHERE hash(event_time) %% 3 = %d ORDER BY hash(noise)"
                            .formatted(Fixtures.plant(5000), i),
                    parted.resolve("part-" + i),
                    "FORMAT parquet");
        }
        TrainingResult two =
                Training.run(Fixtures.request(parted, output.resolve("two"), QUICK), Progress.NONE);

        assertThat(two.sha256()).isEqualTo(one.sha256());
        assertThat(two.model()).hasSameBinaryContentAs(one.model());
        assertThat(two.card()).hasSameBinaryContentAs(one.card());
        assertThat(two.report()).hasSameBinaryContentAs(one.report());
    }

    @Test
    void shouldWriteAReportThatNeedsNoOtherFile() throws IOException {
        String report = Files.readString(train(QUICK).report());

        assertThat(report)
                .contains("ROC curve", "Precision and recall", "Calibration", "Feature importance")
                .contains("2026-01-01T00:00:00Z")
                .doesNotContain("http", "<script", "NaN", "Infinity");
    }

    @Test
    void shouldTellHowFarItIs() {
        Set<String> stages = new LinkedHashSet<>();

        Training.run(
                Fixtures.request(history, output, QUICK),
                (stage, done, total, note) -> {
                    assertThat(total == 0 || done <= total).isTrue();
                    stages.add(stage);
                });

        assertThat(stages)
                .containsExactly(
                        "reading rows", "boosting trees", "checking the export", "evaluating");
    }

    @Test
    void shouldTrainOnMachinesAndTestOnOthers() {
        TrainingRequest request =
                new TrainingRequest(
                        "machine-failure",
                        "1",
                        Fixtures.parquet(history),
                        Fixtures.columns(),
                        new Split(Split.By.GROUP, 0.2, 0.1, Duration.ofHours(24)),
                        Fixtures.classifier(QUICK),
                        0.3,
                        output);

        TrainingResult result = Training.run(request, Progress.NONE);

        assertThat(result.testRows()).isEqualTo(1000);
        assertThat(result.droppedRows()).isZero();
        assertThat(result.threshold()).hasValue(0.3);
        assertThat(ModelCards.read(result.card()).training().horizon())
                .isEqualTo(Duration.ofHours(24));
    }

    @Test
    void shouldEstimateNumbers() {
        TrainingRequest request =
                new TrainingRequest(
                        "remaining-life",
                        "1",
                        Fixtures.parquet(history),
                        new Columns(
                                Fixtures.FEATURES,
                                "remaining",
                                "event_time",
                                null,
                                "hours to the failure, 125 at most"),
                        Split.BY_TIME,
                        new Method(Task.REGRESSION, Algorithm.GBDT, Map.of(), 1),
                        null,
                        output);

        TrainingResult result = Training.run(request, Progress.NONE);

        // luck, which no feature knows, is uniform from -1 to 1: 0.577 is the best there is
        assertThat(result.metrics().get("test_rmse")).isBetween(0.55, 0.7);
        assertThat(result.threshold()).isEmpty();
        assertThat(ModelCards.read(result.card()).outputs().get(0).meaning())
                .isEqualTo(Meaning.VALUE);
        assertThat(ModelCards.read(result.card()).outputs().get(0).description())
                .isEqualTo("estimate of remaining: hours to the failure, 125 at most");
        assertThat(result.report()).content().contains("Errors by size").doesNotContain("NaN");
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void shouldTrainWithEveryAlgorithm(Algorithm algorithm) throws IOException {
        TrainingRequest request =
                new TrainingRequest(
                        "machine-failure",
                        "1",
                        Fixtures.parquet(history),
                        Fixtures.columns(),
                        Split.BY_TIME,
                        new Method(
                                Task.CLASSIFICATION, Algorithm.of(algorithm.text()), Map.of(), 3),
                        null,
                        output);

        TrainingResult result = Training.run(request, Progress.NONE);
        byte[] report = Files.readAllBytes(result.report());
        TrainingResult again = Training.run(request, Progress.NONE);

        assertThat(result.algorithm()).startsWith(algorithm.text());
        assertThat(result.metrics().get("test_roc_auc")).isGreaterThan(0.6);
        assertThat(again.sha256()).isEqualTo(result.sha256());
        assertThat(again.report()).hasBinaryContent(report);
    }

    @Test
    void shouldNameTheAlgorithmsThatThereAre() {
        assertThatThrownBy(() -> Algorithm.of("isolationforest"))
                .hasMessage(
                        "algorithm: unknown 'isolationforest'; did you mean 'isolation-forest'?");
    }

    @Test
    void shouldReportEverythingWrongWithARequestAtOnce() {
        TrainingRequest wrong =
                new TrainingRequest(
                        "",
                        "1",
                        Fixtures.parquet(history),
                        new Columns(
                                List.of("heat", "heat", "failed"), "failed", "event_time", null),
                        new Split(Split.By.GROUP, 0.8, 0.3, Duration.ZERO),
                        Fixtures.classifier(
                                Map.of("max_deth", "6", "rounds", "many", "subsample", "2")),
                        1.5,
                        output);

        assertThatThrownBy(() -> Training.run(wrong, Progress.NONE))
                .isInstanceOf(TrainingException.class)
                .hasMessage(
                        """
                        the model's name is empty
                        features: 'heat' twice
                        features: 'failed' is the label; a model that is given the answer learns nothing else
                        split: test 0.8 and validation 0.3 leave nothing to fit on; their sum must stay below 1
                        split: a split by group needs the group's column; name it, or split by time
                        threshold must lie between 0 and 1, it is 1.5
                        parameters: unknown 'max_deth'; did you mean 'max_depth'?
                        parameters: rounds must be a whole number from 1 to 20000, not 'many'
                        parameters: subsample must be a number from 0.01 to 1.0, not '2'""");
    }

    @Test
    void shouldLeaveAnOlderModelAloneWhenTheRunFails() throws IOException {
        Path model = Files.writeString(output.resolve("model.onnx"), "older");
        TrainingRequest wrong = Fixtures.request(history.resolve("nowhere"), output, Map.of());

        assertThatThrownBy(() -> Training.run(wrong, Progress.NONE))
                .hasMessageContaining("there is no directory");
        assertThat(model).hasContent("older");
        assertThat(output).isDirectoryNotContaining("glob:**report.html");
    }

    private TrainingResult train(Map<String, String> parameters) {
        return Training.run(Fixtures.request(history, output, parameters), Progress.NONE);
    }
}
