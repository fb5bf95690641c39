package io.millrace.training.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExportCheckTest {

    @Test
    void shouldGiveTheGreatestDeviation() {
        float[] expected = {0.5f, Float.NaN, 200};
        float[] actual = {0.75f, Float.NaN, 250};

        assertThat(ExportCheck.compare(expected, actual, 100, 1)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void shouldRefuseARowThatIsFurtherOff() {
        assertThatThrownBy(
                        () ->
                                ExportCheck.compare(
                                        new float[] {1, 0.5f}, new float[] {1, 0.625f}, 1, 0.1))
                .hasMessageContaining(
                        "row 1 of the check is 0.625 in ONNX Runtime, 0.5 in the trainer")
                .hasMessageContaining("nothing was written");
    }

    @Test
    void shouldRefuseAScoreThatIsMissingOnOneSide() {
        float[] score = {0.5f};
        float[] none = {Float.NaN};

        assertThatThrownBy(() -> ExportCheck.compare(score, none, 1, 0.1))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> ExportCheck.compare(none, score, 1, 0.1))
                .hasMessageContaining("NaN");
    }

    @Test
    void shouldSayWhenTheRuntimeRefusesAModel() {
        assertThatThrownBy(() -> new OnnxScorer(new byte[] {1, 2, 3}))
                .hasMessageContaining("ONNX Runtime refuses the model");
    }
}
