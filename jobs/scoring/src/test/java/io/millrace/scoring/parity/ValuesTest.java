package io.millrace.scoring.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.scoring.parity.Values.Outcome;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.junit.jupiter.api.Test;

class ValuesTest {

    private static Outcome exactly(Object live, Object recomputed) {
        return Values.compare(live, recomputed, Tolerance.NONE);
    }

    @Test
    void shouldCompareBits() {
        assertThat(exactly(0.1 + 0.2, 0.3)).isEqualTo(Outcome.DIFFERENT);
        assertThat(exactly(0.0, -0.0)).isEqualTo(Outcome.DIFFERENT);
        assertThat(exactly(0.3, 0.3)).isEqualTo(Outcome.EQUAL);
        assertThat(exactly(1L, 1L)).isEqualTo(Outcome.EQUAL);
        assertThat(exactly(StringData.fromString("a"), StringData.fromString("a")))
                .isEqualTo(Outcome.EQUAL);
    }

    @Test
    void shouldTakeEveryNanForTheSame() {
        double other = Double.longBitsToDouble(0x7ff8_0000_0000_0001L);
        assertThat(exactly(Double.NaN, other)).isEqualTo(Outcome.EQUAL);
        assertThat(exactly(Float.NaN, Float.intBitsToFloat(0x7fc0_0001))).isEqualTo(Outcome.EQUAL);
        assertThat(exactly(Double.NaN, 1.0)).isEqualTo(Outcome.DIFFERENT);
    }

    @Test
    void shouldTellWhichSideHasNoValue() {
        assertThat(exactly(null, null)).isEqualTo(Outcome.EQUAL);
        assertThat(exactly(null, 1.0)).isEqualTo(Outcome.MISSING);
        assertThat(exactly(1.0, null)).isEqualTo(Outcome.EXTRA);
    }

    @Test
    void shouldAllowWhatTheToleranceCovers() {
        assertThat(Values.compare(100.0, 100.5, new Tolerance(0.5, 0))).isEqualTo(Outcome.EQUAL);
        assertThat(Values.compare(100.0, 100.6, new Tolerance(0.5, 0)))
                .isEqualTo(Outcome.DIFFERENT);
        assertThat(Values.compare(100.0, 100.5, new Tolerance(0, 0.01))).isEqualTo(Outcome.EQUAL);
        assertThat(Values.compare(100.0, Double.NaN, new Tolerance(5, 5)))
                .isEqualTo(Outcome.DIFFERENT);
        assertThat(
                        Values.compare(
                                StringData.fromString("1"),
                                StringData.fromString("2"),
                                new Tolerance(5, 5)))
                .isEqualTo(Outcome.DIFFERENT);
    }

    @Test
    void shouldMeasureNumbersAndTimes() {
        assertThat(Values.difference(Long.MAX_VALUE, Long.MAX_VALUE - 1)).hasValue(1);
        assertThat(Values.difference(1.5f, 1.0f)).hasValue(0.5);
        assertThat(
                        Values.difference(
                                TimestampData.fromEpochMillis(5), TimestampData.fromEpochMillis(7)))
                .hasValue(2);
        assertThat(Values.difference(StringData.fromString("1"), StringData.fromString("2")))
                .isEmpty();
        assertThat(Values.difference(null, 1.0)).isEmpty();
    }
}
