package io.millrace.features.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.kll.KllSketch;
import org.apache.datasketches.quantilescommon.QuantileSearchCriteria;
import org.junit.jupiter.api.Test;

/** What sketches promise once they no longer keep everything. */
class SketchTest {
    private static final double KLL_ERROR = KllSketch.getNormalizedRankError(Kll.K, false);

    /** One of all parts, merged as a tree whose shape the random numbers choose. */
    private static <S> S merged(List<S> parts, Random random, BinaryOperator<S> merge) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int middle = 1 + random.nextInt(parts.size() - 1);
        return merge.apply(
                merged(parts.subList(0, middle), random, merge),
                merged(parts.subList(middle, parts.size()), random, merge));
    }

    private static double[] values(Random random, int size) {
        double[] values = new double[size];
        int kind = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            values[i] =
                    switch (kind) {
                        case 0 -> random.nextGaussian();
                        case 1 -> i;
                        case 2 -> Math.exp(random.nextGaussian() * 3);
                        default -> random.nextInt(50);
                    };
        }
        return values;
    }

    private static Kll sketch(double[] values, Random random) {
        List<Kll> parts = Arrays.stream(values).mapToObj(Kll::of).toList();
        return merged(parts, random, Kll::merge);
    }

    /** The distance of a fraction from the ranks that a value has among all values. */
    private static double error(double[] sorted, double value, double fraction) {
        double below = Arrays.stream(sorted).filter(each -> each < value).count();
        double upTo = Arrays.stream(sorted).filter(each -> each <= value).count();
        double rank = fraction * sorted.length;
        return Math.max(0, Math.max(below - rank, rank - upTo)) / sorted.length;
    }

    @Test
    void shouldKeepQuantilesWithinTheErrorOfKll() {
        Random random = new Random(20260120);
        double[] fractions = {0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999};
        int beyond = 0;
        int beyondOfPeer = 0;
        int questions = 0;
        for (int round = 0; round < 120; round++) {
            double[] values = values(random, 1025 + random.nextInt(40_000));
            KllRanks ranks = new KllRanks(sketch(values, random));
            KllDoublesSketch peer = KllDoublesSketch.newHeapInstance(Kll.K);
            Arrays.stream(values).forEach(peer::update);
            Arrays.sort(values);
            for (double fraction : fractions) {
                questions++;
                double ours = error(values, ranks.quantile(fraction), fraction);
                double theirs =
                        error(
                                values,
                                peer.getQuantile(fraction, QuantileSearchCriteria.INCLUSIVE),
                                fraction);
                beyond += ours > KLL_ERROR ? 1 : 0;
                beyondOfPeer += theirs > KLL_ERROR ? 1 : 0;
                assertThat(ours).isLessThan(2 * KLL_ERROR);
            }
        }
        // the bound holds in 99 of 100 cases
        assertThat(beyond).isLessThanOrEqualTo(questions / 100);
        assertThat(beyondOfPeer).isLessThanOrEqualTo(questions / 100);
    }

    @Property(tries = 60, seed = "20260121")
    void shouldKeepQuantileSketchesSmallWhateverTheirShape(@ForAll long seed) {
        Random random = new Random(seed);
        double[] values = values(random, 1 + random.nextInt(60_000));

        Kll sketch = sketch(values, random);

        int kept = 0;
        long weight = 0;
        for (int level = 0; level < sketch.depth(); level++) {
            kept += sketch.level(level).length;
            weight += (long) sketch.level(level).length << level;
        }
        assertThat(weight).isEqualTo(values.length);
        assertThat(sketch.bytes().length).isLessThan(26_000);
        assertThat(kept).isLessThanOrEqualTo(3 * Kll.K + 100);
    }

    @Property(tries = 40, seed = "20260122")
    void shouldMakeTheSameQuantileSketchOfTheSameMerges(@ForAll long seed) throws IOException {
        double[] values = values(new Random(seed), 20_000);

        Kll once = sketch(values, new Random(seed));
        Kll again = sketch(values, new Random(seed));

        assertThat(again.bytes()).isEqualTo(once.bytes());
        Kll read = Kll.read(new DataInputStream(new ByteArrayInputStream(once.bytes())));
        assertThat(read.bytes()).isEqualTo(once.bytes());
    }

    private static long mixed(long value) {
        return org.apache.datasketches.hash.MurmurHash3.hash(value, 1)[0];
    }

    @Property(tries = 150, seed = "20260123")
    void shouldEstimateDistinctValuesFromTheSetAlone(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        int distinct = 1 + random.nextInt(random.nextBoolean() ? 1_500 : 30_000);
        List<DistinctSketch> parts = new ArrayList<>();
        for (int i = 0; i < distinct; i++) {
            parts.add(DistinctSketch.of(mixed(i)));
        }
        DistinctSketch inOrder = merged(parts, random, DistinctSketch::union);
        for (int i = random.nextInt(300); i > 0; i--) {
            parts.add(DistinctSketch.of(mixed(random.nextInt(distinct))));
        }
        Collections.shuffle(parts, random);
        DistinctSketch shuffled = merged(parts, random, DistinctSketch::union);

        assertThat(shuffled.estimate()).isEqualTo(inOrder.estimate());
        DistinctSketch read =
                DistinctSketch.read(new DataInputStream(new ByteArrayInputStream(inOrder.bytes())));
        assertThat(read.estimate()).isEqualTo(inOrder.estimate());
        assertThat(read.union(inOrder).estimate()).isEqualTo(inOrder.estimate());
        if (distinct <= DistinctSketch.FEW) {
            assertThat(inOrder.estimate()).isEqualTo(distinct);
        }
    }

    @Test
    void shouldEstimateDistinctValuesWithinTheErrorOfHyperLogLog() {
        double twoSigma = HllSketch.getRelErr(true, true, DistinctSketch.LG_REGISTERS, 2);
        Random random = new Random(20260124);
        int beyond = 0;
        int rounds = 200;
        for (int round = 0; round < rounds; round++) {
            int distinct = 513 + random.nextInt(30_000);
            List<DistinctSketch> parts = new ArrayList<>();
            for (int i = 0; i < distinct; i++) {
                parts.add(DistinctSketch.of(mixed(round * 1_000_000L + i)));
            }
            double error = merged(parts, random, DistinctSketch::union).estimate() - distinct;
            beyond += Math.abs(error) / distinct > twoSigma ? 1 : 0;
        }
        assertThat(twoSigma).isLessThan(0.033);
        assertThat(beyond).isLessThanOrEqualTo(rounds / 20);
    }

    @Property(tries = 60, seed = "20260125")
    void shouldNotMissAFrequentValueByMoreThanItsShare(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        int rows = 5_000 + random.nextInt(20_000);
        Map<Long, Long> exact = new HashMap<>();
        List<ValueCounts> parts = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            long value = (long) Math.exp(random.nextDouble() * 10);
            exact.merge(value, 1L, Long::sum);
            parts.add(new ValueCounts(Cells.of(value), 1));
        }
        ValueCounts counts = merged(parts, random, ValueCounts::plus);
        ValueCounts read =
                ValueCounts.read(
                        new DataInputStream(new ByteArrayInputStream(counts.bytes())), false);
        assertThat(read.bytes()).isEqualTo(counts.bytes());

        long most = rows / (ValueCounts.MOST + 1);
        assertThat(counts.size()).isLessThanOrEqualTo(ValueCounts.MOST);
        for (int i = 0; i < counts.size(); i++) {
            long missed = exact.remove(counts.values().bits(i)) - counts.count(i);
            assertThat(missed).isBetween(0L, most);
        }
        assertThat(exact.values()).allMatch(count -> count <= most);
    }
}
