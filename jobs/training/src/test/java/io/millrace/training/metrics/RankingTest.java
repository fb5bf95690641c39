package io.millrace.training.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void shouldCountPairsInTheRightOrder() {
        // ones at .8 and .35, zeros at .4 and .1: three of four pairs are in order
        Ranking ranking = ranking(new float[] {0.1f, 0.4f, 0.35f, 0.8f}, 0, 0, 1, 1);

        assertThat(ranking.rocAuc()).isEqualTo(0.75);
        // precision 1 at the first one, 2 of 3 at the second
        assertThat(ranking.averagePrecision()).isEqualTo(0.5 * 1 + 0.5 * (2 / 3.0));
    }

    @Test
    void shouldTakeTiesTogether() {
        // pairs: (.5,.5) half, (.5,.2) one, (.9,.5) one, (.9,.2) one
        Ranking ranking = ranking(new float[] {0.5f, 0.5f, 0.2f, 0.9f}, 1, 0, 0, 1);

        assertThat(ranking.rocAuc()).isEqualTo(3.5 / 4);
        assertThat(ranking.averagePrecision()).isEqualTo(0.5 * 1 + 0.5 * (2 / 3.0));
        assertThat(ranking.roc())
                .containsExactly(
                        new Point(0, 0), new Point(0, 0.5), new Point(0.5, 1), new Point(1, 1));
        assertThat(ranking.precisionRecall())
                .containsExactly(new Point(0.5, 1), new Point(1, 2 / 3.0), new Point(1, 0.5));
    }

    @Test
    void shouldCallAConstantScoreAGuess() {
        Ranking ranking = ranking(new float[] {0.3f, 0.3f, 0.3f, 0.3f}, 1, 0, 0, 0);

        assertThat(ranking.rocAuc()).isEqualTo(0.5);
        assertThat(ranking.averagePrecision()).isEqualTo(0.25);
    }

    @Test
    void shouldKnowTheBestAndTheWorstOrder() {
        assertThat(ranking(new float[] {0.9f, 0.1f}, 1, 0).rocAuc()).isEqualTo(1);
        assertThat(ranking(new float[] {0.9f, 0.1f}, 0, 1).rocAuc()).isZero();
    }

    @Test
    void shouldHaveNoAreaWithOneClass() {
        assertThat(ranking(new float[] {0.9f, 0.1f}, 1, 1).rocAuc()).isNaN();
        assertThat(ranking(new float[] {0.9f, 0.1f}, 0, 0).averagePrecision()).isNaN();
        assertThat(ranking(new float[] {0.9f, 0.1f}, 0, 0).bestThreshold()).isNaN();
    }

    @Test
    void shouldFindTheThresholdOfTheBestF1() {
        // from .6 on: two ones found, one zero taken for a one: F1 = 2·2 / (3 + 2)
        float[] scores = {0.9f, 0.7f, 0.6f, 0.5f, 0.1f};

        assertThat(ranking(scores, 1, 0, 1, 0, 0).bestThreshold()).isEqualTo(0.6f);
    }

    @Test
    void shouldAgreeWithCountingAllPairs() {
        Random random = new Random(7);
        float[] scores = new float[300];
        float[] labels = new float[300];
        for (int i = 0; i < 300; i++) {
            scores[i] = random.nextInt(20) / 20f;
            labels[i] = random.nextInt(4) == 0 ? 1 : 0;
        }
        double wins = 0;
        double pairs = 0;
        for (int i = 0; i < 300; i++) {
            for (int j = 0; j < 300; j++) {
                if (labels[i] == 1 && labels[j] == 0) {
                    pairs++;
                    wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }

        assertThat(Ranking.of(scores, labels).rocAuc()).isCloseTo(wins / pairs, within(1e-12));
    }

    @Test
    void shouldRefuseScoresThatHaveNoOrder() {
        assertThatThrownBy(() -> ranking(new float[] {Float.NaN}, 1)).hasMessage("a score is NaN");
        assertThatThrownBy(() -> ranking(new float[] {1}, 1, 0))
                .hasMessage("1 scores, but 2 labels");
    }

    private static Ranking ranking(float[] scores, float... labels) {
        return Ranking.of(scores, labels);
    }
}
