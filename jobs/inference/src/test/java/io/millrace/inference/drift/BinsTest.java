package io.millrace.inference.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BinsTest {

    private static final List<Double> DECILES =
            IntStream.rangeClosed(0, 10).mapToObj(i -> i / 10.0).toList();

    @Test
    void shouldFindNothingInRowsLikeTheBaseline() {
        assertThat(index(DECILES, random -> random.nextDouble())).isLessThan(0.01);
    }

    @Test
    void shouldMeasureAShift() {
        // uniform on [0.3, 1.3): nothing below 0.3, a tenth each up to 0.9, the rest above
        double none = (1e-4 - 0.1) * Math.log(1e-4 / 0.1);
        double above = (0.4 - 0.1) * Math.log(0.4 / 0.1);

        assertThat(index(DECILES, random -> 0.3 + random.nextDouble()))
                .isCloseTo(3 * none + above, within(0.02));
    }

    @Test
    void shouldKeepTheShareOfAValueThatManyRowsHave() {
        List<Double> counts = List.of(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 2.0, 3.0, 9.0);

        assertThat(index(counts, random -> random.nextInt(2) == 0 ? 0 : 1 + random.nextInt(2)))
                .isLessThan(index(counts, random -> 1 + random.nextInt(2)));
        assertThat(Bins.of(counts).of(0)).isZero();
        assertThat(Bins.of(counts).of(0.5)).isEqualTo(1);
        assertThat(Bins.of(counts).of(1)).isEqualTo(1);
        assertThat(Bins.of(counts).of(100)).isEqualTo(Bins.of(counts).size() - 1);
    }

    @Test
    void shouldSeeThatAConstantIsNoneAnyMore() {
        List<Double> constant = List.of(5.0, 5.0, 5.0);

        assertThat(index(constant, random -> 5)).isLessThan(1e-6);
        assertThat(index(constant, random -> 4)).isGreaterThan(1);
        assertThat(index(constant, random -> 6)).isGreaterThan(1);
    }

    @Test
    void shouldPutInfinitiesToTheEnds() {
        Bins bins = Bins.of(DECILES);

        assertThat(bins.of(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(bins.of(Double.POSITIVE_INFINITY)).isEqualTo(bins.size() - 1);
    }

    private interface Draw {
        double from(Random random);
    }

    private static double index(List<Double> quantiles, Draw draw) {
        Bins bins = Bins.of(quantiles);
        long[] counts = new long[bins.size()];
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            counts[bins.of(draw.from(random))]++;
        }
        return bins.stabilityIndex(counts);
    }
}
