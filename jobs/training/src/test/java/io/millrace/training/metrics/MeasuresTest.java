package io.millrace.training.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuresTest {

    private static final float[] SCORES = {0.75f, 0.5f, 0.25f, 0.5f};
    private static final float[] LABELS = {1, 0, 0, 1};

    @Test
    void shouldMeasureLogLoss() {
        double byHand = -(Math.log(0.75) + Math.log(0.5) + Math.log(0.75) + Math.log(0.5)) / 4;

        assertThat(Probabilities.logLoss(SCORES, LABELS)).isCloseTo(byHand, within(1e-15));
    }

    @Test
    void shouldKeepTheLossOfACertainErrorFinite() {
        assertThat(Probabilities.logLoss(new float[] {1}, new float[] {0}))
                .isCloseTo(-Math.log(1e-15), within(1e-9));
    }

    @Test
    void shouldMeasureBrier() {
        assertThat(Probabilities.brier(SCORES, LABELS))
                .isEqualTo((0.0625 + 0.25 + 0.0625 + 0.25) / 4);
    }

    @Test
    void shouldCountAScoreAtTheThresholdAsAOne() {
        Confusion confusion = Confusion.at(0.5, SCORES, LABELS);

        assertThat(confusion).isEqualTo(new Confusion(2, 1, 0, 1));
        assertThat(confusion.precision()).isEqualTo(2 / 3.0);
        assertThat(confusion.recall()).isEqualTo(1);
        assertThat(Confusion.at(0.8, SCORES, LABELS).precision()).isNaN();
        assertThat(Confusion.at(0.8, SCORES, LABELS).recall()).isZero();
    }

    @Test
    void shouldBinRowsOfOneScoreTogether() {
        List<Probabilities.Bin> bins = Probabilities.calibration(SCORES, LABELS, 2);

        assertThat(bins)
                .containsExactly(
                        new Probabilities.Bin((0.25 + 0.5 + 0.5) / 3, 1 / 3.0, 3),
                        new Probabilities.Bin(0.75, 1, 1));
    }

    @Test
    void shouldMeasureHowFarEstimatesAreOff() {
        Deviations deviations = Deviations.of(new float[] {1, 4, 3}, new float[] {2, 2, 5});

        assertThat(deviations.rmse()).isEqualTo(Math.sqrt((1 + 4 + 4) / 3.0));
        assertThat(deviations.mae()).isEqualTo(5 / 3.0);
        assertThat(deviations.r2()).isEqualTo(1 - 9.0 / (1 + 1 + 4));
        assertThat(Deviations.of(new float[] {1}, new float[] {1}).r2()).isNaN();
    }

    @Test
    void shouldFindQuantilesOfTheValuesThatAreThere() {
        float[] values = {Float.NaN, 4, 1, 2, Float.NaN, 3, 5, Float.NaN};

        assertThat(Quantiles.of(values, 3)).containsExactly(1.0, 3.0, 5.0);
        assertThat(Quantiles.of(values, 9)).startsWith(1.0, 1.5, 2.0).endsWith(4.5, 5.0);
        assertThat(Quantiles.missing(values)).isEqualTo(3 / 8.0);
        assertThat(Quantiles.of(new float[] {Float.NaN}, 3)).isEmpty();
    }
}
