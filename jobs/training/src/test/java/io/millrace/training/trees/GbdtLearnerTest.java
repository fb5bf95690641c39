package io.millrace.training.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.inference.card.Meaning;
import io.millrace.training.dataset.Part;
import io.millrace.training.dataset.TrainingSet;
import io.millrace.training.model.FittedModel;
import io.millrace.training.model.Fitting;
import io.millrace.training.model.Round;
import io.millrace.training.onnx.ExportCheck;
import io.millrace.training.onnx.OnnxScorer;
import io.millrace.training.request.Parameters;
import io.millrace.training.request.Progress;
import io.millrace.training.request.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledIf(
        value = "io.millrace.training.trees.NativeXgboost#isAvailable",
        disabledReason = "XGBoost needs the OpenMP runtime: apt-get install libgomp1")
class GbdtLearnerTest {

    private static final int ROWS = 4000;
    private static final int WIDTH = 5;

    /** Columns on a coarse grid, so that many values lie exactly on a split. */
    private final TrainingSet set = set();

    @Test
    void shouldAnswerInOnnxAsInXgboost() {
        try (FittedModel model = fit(Task.CLASSIFICATION, Map.of("rounds", "100"))) {
            assertThat(deviation(model)).isLessThanOrEqualTo(1e-6);
            assertThat(model.meaning()).isEqualTo(Meaning.PROBABILITY);
        }
    }

    @Test
    void shouldAnswerInOnnxAsInXgboostForARegression() {
        try (FittedModel model = fit(Task.REGRESSION, Map.of("rounds", "300"))) {
            assertThat(deviation(model)).isLessThanOrEqualTo(1e-6);
            assertThat(model.meaning()).isEqualTo(Meaning.VALUE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "min_child_weight=1e9",
                "gamma=20",
                "subsample=0.5",
                "colsample_bytree=0.4",
                "scale_pos_weight=balanced",
                "max_depth=1",
                "max_bin=4",
                "reg_alpha=5"
            })
    void shouldAnswerInOnnxAsInXgboostWhateverTheParameters(String parameter) {
        String[] parts = parameter.split("=", 2);
        Map<String, String> parameters = Map.of("rounds", "20", parts[0], parts[1]);
        try (FittedModel model = fit(Task.CLASSIFICATION, parameters)) {
            assertThat(deviation(model)).isLessThanOrEqualTo(1e-6);
        }
    }

    @Test
    void shouldSendAValueOnTheThresholdAndNaNWhereXgboostSendsThem() {
        try (FittedModel model = fit(Task.CLASSIFICATION, Map.of("rounds", "1", "max_depth", "2"));
                OnnxScorer scorer = new OnnxScorer(model.toOnnx())) {
            List<float[]> rows = new ArrayList<>();
            for (int grid = -8; grid <= 8; grid++) {
                float[] row = new float[WIDTH];
                Arrays.fill(row, grid / 4f);
                rows.add(row);
            }
            for (int i = 0; i < WIDTH; i++) {
                float[] row = new float[WIDTH];
                row[i] = Float.NaN;
                rows.add(row);
            }
            for (float[] row : rows) {
                assertThat(scorer.score(row, 1)[0])
                        .as(Arrays.toString(row))
                        .isCloseTo(model.predict(row, 1)[0], within(1e-6f));
            }
        }
    }

    @Test
    void shouldStopWhenTheValidationPartNoLongerGainsAndKeepTheBestRound() {
        Map<String, String> parameters =
                Map.of("rounds", "400", "early_stopping_rounds", "10", "learning_rate", "0.5");
        try (FittedModel model = fit(Task.CLASSIFICATION, parameters)) {
            List<Round> rounds = model.rounds();
            int best =
                    IntStream.range(0, rounds.size())
                            .boxed()
                            .min(Comparator.comparingDouble(i -> rounds.get(i).validation()))
                            .orElseThrow();

            assertThat(rounds).hasSize(best + 1 + 10).hasSizeLessThan(400);
            assertThat(model.description()).startsWith("gbdt, " + (best + 1) + " trees of depth");
            assertThat(deviation(model)).isLessThanOrEqualTo(1e-6);
        }
    }

    @Test
    void shouldGiveTheSameBytesForTheSameSeedAndOthersForAnother() {
        Map<String, String> parameters = Map.of("rounds", "20", "subsample", "0.5");
        try (FittedModel one = fit(Task.CLASSIFICATION, parameters, 1);
                FittedModel again = fit(Task.CLASSIFICATION, parameters, 1);
                FittedModel other = fit(Task.CLASSIFICATION, parameters, 2)) {
            assertThat(again.toOnnx()).isEqualTo(one.toOnnx());
            assertThat(other.toOnnx()).isNotEqualTo(one.toOnnx());
        }
    }

    @Test
    void shouldFindTheFeaturesThatMatter() {
        try (FittedModel model = fit(Task.CLASSIFICATION, Map.of("rounds", "10"))) {
            double[] importance = model.importance();

            assertThat(Arrays.stream(importance).sum()).isCloseTo(1, within(1e-9));
            assertThat(importance[0]).isGreaterThan(importance[2]);
            assertThat(importance[1]).isGreaterThan(importance[2]);
        }
    }

    @Test
    void shouldCallWeightedScoresNoChances() {
        Map<String, String> parameters = Map.of("rounds", "2", "scale_pos_weight", "3");
        try (FittedModel model = fit(Task.CLASSIFICATION, parameters)) {
            assertThat(model.meaning()).isEqualTo(Meaning.SCORE);
        }
    }

    @Test
    void shouldRefuseAMetricThatIsNotOfTheTask() {
        assertThatThrownBy(() -> fit(Task.REGRESSION, Map.of("eval_metric", "auc")))
                .hasMessage("parameters: eval_metric auc does not fit a regression");
    }

    @Test
    void shouldSayWhatToInstallWhenOpenMpIsMissing() {
        Throwable failure =
                new ExceptionInInitializerError(
                        new UnsatisfiedLinkError(
                                "libxgboost4j.so: libgomp.so.1: cannot open shared object file"));

        assertThat(NativeXgboost.explain(failure)).contains("apt-get install libgomp1");
        assertThat(NativeXgboost.explain(new UnsatisfiedLinkError("no such platform")))
                .contains("cannot be loaded on")
                .endsWith("no such platform");
    }

    /** Over all rows, with their NaNs. */
    private double deviation(FittedModel model) {
        Part all = set.all();
        float[] matrix = all.matrix();
        try (OnnxScorer scorer = new OnnxScorer(model.toOnnx())) {
            return ExportCheck.compare(
                    model.predict(matrix, all.rows()), scorer.score(matrix, all.rows()), 1, 1);
        }
    }

    private FittedModel fit(Task task, Map<String, String> given) {
        return fit(task, given, 7);
    }

    private FittedModel fit(Task task, Map<String, String> given, long seed) {
        Parameters parameters = Parameters.of(GbdtParameters.ALL, given, new ArrayList<>());
        Part train = set.part(IntStream.range(0, 3000).toArray());
        Part validation = set.part(IntStream.range(3000, ROWS).toArray());
        TrainingSet estimates =
                new TrainingSet(
                        set.features(), set.columns(), hundredfold(), set.times(), set.groups());
        if (task == Task.REGRESSION) {
            train = estimates.part(IntStream.range(0, 3000).toArray());
            validation = estimates.part(IntStream.range(3000, ROWS).toArray());
        }
        return new GbdtLearner()
                .fit(new Fitting(train, validation, task, parameters, seed, Progress.NONE));
    }

    private float[] hundredfold() {
        float[] labels = set.labels().clone();
        for (int i = 0; i < labels.length; i++) {
            float heat = set.columns()[0][i];
            labels[i] = 100 * labels[i] + (Float.isNaN(heat) ? 0 : 10 * heat);
        }
        return labels;
    }

    private static TrainingSet set() {
        Random random = new Random(11);
        float[][] columns = new float[WIDTH][ROWS];
        float[] labels = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            for (float[] column : columns) {
                column[i] =
                        random.nextInt(8) == 0
                                ? Float.NaN
                                : Math.round(random.nextGaussian() * 4) / 4f;
            }
            double wear = 2 * zeroIfMissing(columns[0][i]) + zeroIfMissing(columns[1][i]);
            labels[i] = wear + random.nextGaussian() > 1 ? 1 : 0;
        }
        List<String> names = IntStream.range(0, WIDTH).mapToObj(i -> "f" + i).toList();
        return new TrainingSet(names, columns, labels, new long[ROWS], new long[ROWS]);
    }

    private static double zeroIfMissing(float value) {
        return Float.isNaN(value) ? 0 : value;
    }
}
