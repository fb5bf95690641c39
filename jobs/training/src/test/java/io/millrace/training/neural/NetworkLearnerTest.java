package io.millrace.training.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.inference.card.Meaning;
import io.millrace.training.dataset.Part;
import io.millrace.training.dataset.TrainingSet;
import io.millrace.training.model.FittedModel;
import io.millrace.training.model.Fitting;
import io.millrace.training.onnx.ExportCheck;
import io.millrace.training.onnx.OnnxScorer;
import io.millrace.training.request.Parameters;
import io.millrace.training.request.Progress;
import io.millrace.training.request.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetworkLearnerTest {

    private static final int ROWS = 3000;
    private static final int TRAIN = 2400;

    @Test
    void shouldFindTheWeightsThatMadeTheLabels() {
        // log odds = 1 + 2a − b, where a is a hundredfold and far from zero, and a third is
        // constant
        Random random = new Random(3);
        float[][] columns = new float[3][ROWS];
        float[] labels = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            columns[0][i] = (float) (1000 + 100 * a);
            columns[1][i] = (float) b;
            columns[2][i] = 5;
            labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-(1 + 2 * a - b))) ? 1 : 0;
        }
        TrainingSet set = set(columns, labels);

        try (FittedModel model =
                fit(NetworkLearner.logistic(), set, Task.CLASSIFICATION, Map.of())) {
            float[] probes = {1000, 0, 5, 1100, 0, 5, 1000, 1, 5, 1000, 1, 7};
            float[] scores = model.predict(probes, 4);

            assertThat(logit(scores[0])).isCloseTo(1, within(0.2));
            assertThat(logit(scores[1]) - logit(scores[0])).isCloseTo(2, within(0.3));
            assertThat(logit(scores[2]) - logit(scores[0])).isCloseTo(-1, within(0.2));
            assertThat(scores[3]).isEqualTo(scores[2]);
            assertThat(model.meaning()).isEqualTo(Meaning.PROBABILITY);
            assertThat(model.description()).isEqualTo("logistic, 3 weights");
        }
    }

    private static double logit(double chance) {
        return Math.log(chance / (1 - chance));
    }

    @Test
    void shouldLearnWhatNoLineCanPart() {
        TrainingSet set = exclusiveOr();
        Map<String, String> quick = Map.of("hidden", "16,8", "epochs", "40");

        try (FittedModel mlp = fit(NetworkLearner.mlp(), set, Task.CLASSIFICATION, quick);
                FittedModel line =
                        fit(NetworkLearner.logistic(), set, Task.CLASSIFICATION, Map.of())) {
            assertThat(accuracy(mlp, set)).isGreaterThan(0.9);
            assertThat(accuracy(line, set)).isLessThan(0.65);
            assertThat(mlp.description()).isEqualTo("mlp, layers 2-16-8-1");
        }
    }

    @Test
    void shouldAnswerInOnnxAsInJavaWithMissingValuesToo() {
        TrainingSet set = exclusiveOr();
        for (NetworkLearner learner : List.of(NetworkLearner.logistic(), NetworkLearner.mlp())) {
            try (FittedModel model =
                    fit(learner, set, Task.CLASSIFICATION, Map.of("epochs", "5"))) {
                assertThat(deviation(model, set)).isLessThanOrEqualTo(1e-6);
                float[] missing = {Float.NaN, Float.NaN};
                try (OnnxScorer scorer = new OnnxScorer(model.toOnnx())) {
                    assertThat(scorer.score(missing, 1)[0]).isNotNaN();
                }
            }
        }
    }

    @Test
    void shouldEstimateInTheLabelsOwnUnit() {
        TrainingSet zeroOne = exclusiveOr();
        float[] labels = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            float x = zeroOne.columns()[0][i];
            labels[i] = 5000 + (Float.isNaN(x) ? 0 : 300 * x);
        }
        TrainingSet set = set(zeroOne.columns(), labels);

        try (FittedModel model =
                fit(NetworkLearner.mlp(), set, Task.REGRESSION, Map.of("epochs", "40"))) {
            assertThat(model.predict(new float[] {0, 0, 0.8f, 0}, 2)[1])
                    .isCloseTo(5240, within(40f));
            assertThat(deviation(model, set) / 5000).isLessThanOrEqualTo(1e-6);
            assertThat(model.rounds().get(0).metric()).isEqualTo("rmse");
            assertThat(model.meaning()).isEqualTo(Meaning.VALUE);
        }
    }

    @Test
    void shouldGiveTheSameBytesForTheSameSeed() {
        TrainingSet set = exclusiveOr();
        Map<String, String> quick = Map.of("epochs", "3");

        try (FittedModel one = fit(NetworkLearner.mlp(), set, Task.CLASSIFICATION, quick);
                FittedModel again = fit(NetworkLearner.mlp(), set, Task.CLASSIFICATION, quick)) {
            assertThat(again.toOnnx()).isEqualTo(one.toOnnx());
        }
    }

    @Test
    void shouldStopWhenTheValidationPartNoLongerGains() {
        Map<String, String> hasty =
                Map.of("epochs", "500", "learning_rate", "0.1", "early_stopping_rounds", "3");

        try (FittedModel model =
                fit(NetworkLearner.logistic(), exclusiveOr(), Task.CLASSIFICATION, hasty)) {
            assertThat(model.rounds()).hasSizeLessThan(500);
        }
    }

    @Test
    void shouldSendGradientsThatAreTheSlopesOfTheLoss() {
        // one hidden layer by hand: output = 0.5·max(0, 2x − 1) + 0.25
        Layer hidden = new Layer(1, 1);
        hidden.weights[0] = 2;
        hidden.weights[1] = -1;
        double[] in = {3};
        double[] out = new double[1];
        hidden.forward(in, out, true);
        assertThat(out[0]).isEqualTo(5);

        double[] inSlopes = new double[1];
        hidden.backward(in, new double[] {0.5}, inSlopes);
        assertThat(inSlopes[0]).isEqualTo(1);
        // the first step of Adam is of the rate's size, against the gradient's sign
        hidden.step(0.1 * Layer.correction(1), 0, 1);
        assertThat(hidden.weights[0]).isCloseTo(1.9, within(1e-6));
        assertThat(hidden.weights[1]).isCloseTo(-1.1, within(1e-6));
    }

    @Test
    void shouldRefuseWhatALineCannotDo() {
        assertThatThrownBy(
                        () ->
                                fit(
                                        NetworkLearner.logistic(),
                                        exclusiveOr(),
                                        Task.REGRESSION,
                                        Map.of()))
                .hasMessageContaining("take gbdt or mlp");
    }

    @Test
    void shouldRefuseLayersThatAreNoSizes() {
        List<String> problems = new ArrayList<>();

        Parameters.of(NetworkLearner.mlp().parameters(), Map.of("hidden", "32,0"), problems);

        assertThat(problems)
                .containsExactly(
                        "parameters: hidden must be up to eight sizes from 1 to 9999, such as 32,16, not '32,0'");
    }

    private static double deviation(FittedModel model, TrainingSet set) {
        float[] matrix = set.all().matrix();
        try (OnnxScorer scorer = new OnnxScorer(model.toOnnx())) {
            return ExportCheck.compare(
                    model.predict(matrix, ROWS), scorer.score(matrix, ROWS), 1, 1);
        }
    }

    private static double accuracy(FittedModel model, TrainingSet set) {
        float[] scores = model.predict(set.all().matrix(), ROWS);
        long right =
                IntStream.range(0, ROWS)
                        .filter(i -> (scores[i] >= 0.5) == (set.labels()[i] == 1))
                        .count();
        return (double) right / ROWS;
    }

    private static FittedModel fit(
            NetworkLearner learner, TrainingSet set, Task task, Map<String, String> given) {
        List<String> problems = new ArrayList<>();
        Parameters parameters = Parameters.of(learner.parameters(), given, problems);
        assertThat(problems).isEmpty();
        Part train = set.part(IntStream.range(0, TRAIN).toArray());
        Part validation = set.part(IntStream.range(TRAIN, ROWS).toArray());
        return learner.fit(new Fitting(train, validation, task, parameters, 5, Progress.NONE));
    }

    /** 1 where two numbers have different signs; a few are missing. */
    private static TrainingSet exclusiveOr() {
        Random random = new Random(9);
        float[][] columns = new float[2][ROWS];
        float[] labels = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            for (float[] column : columns) {
                column[i] = random.nextFloat() * 2 - 1;
            }
            labels[i] = columns[0][i] * columns[1][i] < 0 ? 1 : 0;
            if (i % 50 == 0) {
                columns[i % 100 == 0 ? 0 : 1][i] = Float.NaN;
            }
        }
        return set(columns, labels);
    }

    private static TrainingSet set(float[][] columns, float[] labels) {
        List<String> names = IntStream.range(0, columns.length).mapToObj(i -> "f" + i).toList();
        return new TrainingSet(names, columns, labels, new long[ROWS], new long[ROWS]);
    }
}
