package io.millrace.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.training.metrics.Point;
import io.millrace.training.report.Plot.Ink;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlotTest {

    @Test
    void shouldPutRoundNumbersOnAnAxis() {
        assertThat(Axis.unit("share").ticks()).hasSize(6).contains(0.0, 1.0);
        assertThat(new Axis("hours", 3, 97).ticks()).containsExactly(20.0, 40.0, 60.0, 80.0);
        assertThat(Axis.around("same", new double[] {5, 5, Double.NaN}).ticks()).contains(5.0);
    }

    @Test
    void shouldLeaveOutPointsThatNobodyCouldSee() {
        List<Point> points =
                IntStream.rangeClosed(0, 100_000)
                        .mapToObj(i -> new Point(i / 100_000.0, i / 100_000.0))
                        .toList();

        String figure =
                new Plot(Axis.unit("x"), Axis.unit("y")).line(Ink.FIRST, points).figure("line");

        assertThat(figure.length()).isLessThan(20_000);
        assertThat(figure).contains("M58.0 274.0", "L424.0 12.0\"");
    }

    @Test
    void shouldEscapeWhatUsersNamed() {
        String bars = Bars.figure("a < b", List.of(new Bars.Bar("x & \"y\"", 1)), 5);

        assertThat(bars).contains("a &lt; b", "x &amp; &quot;y&quot;");
    }

    @Test
    void shouldShowFourPlaces() {
        assertThat(Text.number(0.98765)).isEqualTo("0.9877");
        assertThat(Text.number(12.3456)).isEqualTo("12.35");
        assertThat(Text.number(1234567)).isEqualTo("1,234,567");
        assertThat(Text.number(0.0000123)).isEqualTo("1.230e-05");
        assertThat(Text.number(Double.NaN)).isEqualTo("–");
    }
}
