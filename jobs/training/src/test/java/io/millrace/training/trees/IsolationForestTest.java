package io.millrace.training.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.inference.card.Meaning;
import io.millrace.training.dataset.TrainingSet;
import io.millrace.training.metrics.Ranking;
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
import org.junit.jupiter.api.Test;

class IsolationForestTest {

    private static final int ROWS = 2000;

    private final TrainingSet set = crowdAndStrangers();

    @Test
    void shouldScoreStrangersHigherThanTheCrowd() {
        try (FittedModel model = fit(1)) {
            float[] scores = model.predict(set.all().matrix(), ROWS);

            assertThat(Ranking.of(scores, set.labels()).rocAuc()).isGreaterThan(0.98);
            for (float score : scores) {
                assertThat(score).isBetween(0f, 1f);
            }
            assertThat(model.meaning()).isEqualTo(Meaning.SCORE);
        }
    }

    @Test
    void shouldAnswerInOnnxAsInJavaWithMissingValuesToo() {
        try (FittedModel model = fit(1);
                OnnxScorer scorer = new OnnxScorer(model.toOnnx())) {
            float[] matrix = set.all().matrix();
            for (int i = 0; i < matrix.length; i += 7) {
                matrix[i] = Float.NaN;
            }

            double deviation =
                    ExportCheck.compare(
                            model.predict(matrix, ROWS), scorer.score(matrix, ROWS), 1, 1);

            assertThat(deviation).isLessThanOrEqualTo(1e-6);
        }
    }

    @Test
    void shouldGiveTheSameBytesForTheSameSeedAndOthersForAnother() {
        try (FittedModel one = fit(1);
                FittedModel again = fit(1);
                FittedModel other = fit(2)) {
            assertThat(again.toOnnx()).isEqualTo(one.toOnnx());
            assertThat(other.toOnnx()).isNotEqualTo(one.toOnnx());
        }
    }

    @Test
    void shouldExpectTheDepthOfAFailedSearch() {
        // 2·H(n − 1) − 2(n − 1)/n, with H(255) = 6.1204…
        assertThat(IsolationTree.averageDepth(256)).isCloseTo(10.244, within(1e-3));
        assertThat(IsolationTree.averageDepth(2)).isEqualTo(1);
        assertThat(IsolationTree.averageDepth(1)).isZero();
    }

    @Test
    void shouldRefuseARegression() {
        assertThatThrownBy(() -> fit(Task.REGRESSION, 1))
                .hasMessageContaining("isolation-forest estimates no numbers");
    }

    private FittedModel fit(long seed) {
        return fit(Task.CLASSIFICATION, seed);
    }

    private FittedModel fit(Task task, long seed) {
        IsolationForestLearner learner = new IsolationForestLearner();
        Parameters parameters =
                Parameters.of(learner.parameters(), Map.of("trees", "50"), new ArrayList<>());
        return learner.fit(
                new Fitting(
                        set.all(), set.part(new int[0]), task, parameters, seed, Progress.NONE));
    }

    /** One in fifty rows is far out in a direction of its own; a few values are missing. */
    private static TrainingSet crowdAndStrangers() {
        Random random = new Random(13);
        float[][] columns = new float[3][ROWS];
        float[] labels = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            for (float[] column : columns) {
                column[i] = (float) random.nextGaussian();
            }
            if (i % 50 == 0) {
                labels[i] = 1;
                columns[i % 3][i] = random.nextBoolean() ? 8 : -8;
                columns[(i + 1) % 3][i] = 7;
            } else if (i % 40 == 0) {
                columns[i % 3][i] = Float.NaN;
            }
        }
        return new TrainingSet(
                List.of("a", "b", "c"), columns, labels, new long[ROWS], new long[ROWS]);
    }
}
