package io.millrace.features.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.features.aggregate.Ir;
import io.millrace.features.tile.Histories.Feature;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Every aggregation's partial aggregates, in one layout. */
class MergeLawsTest {
    private static Ir ir(RandomHistory random, int from, int to) {
        Ir ir = Histories.IRS.empty();
        for (int i = from; i < to; i++) {
            Histories.IRS.add(ir, random.samples.get(i).row());
        }
        return ir;
    }

    private static long[] bits(Ir ir) {
        return LongStream.range(0, Histories.IRS.words())
                .map(word -> ir.word((int) word))
                .toArray();
    }

    @Property(tries = 500, seed = "20260110")
    void shouldHaveTheEmptySetAsIdentity(@ForAll long seed) {
        RandomHistory random = new RandomHistory(seed);
        Ir all = ir(random, 0, random.samples.size());
        long[] bits = bits(all);

        Ir left = Histories.IRS.empty();
        Histories.IRS.merge(left, all);
        assertThat(bits(left)).isEqualTo(bits);
        Histories.IRS.merge(all, Histories.IRS.empty());
        assertThat(bits(all)).isEqualTo(bits);
    }

    @Property(tries = 500, seed = "20260111")
    void shouldLeaveTheLaterSideAsItIs(@ForAll long seed) {
        RandomHistory random = new RandomHistory(seed);
        int half = random.samples.size() / 2;
        Ir later = ir(random, half, random.samples.size());
        long[] bits = bits(later);
        Histories.IRS.merge(ir(random, 0, half), later);
        assertThat(bits(later)).isEqualTo(bits);
    }

    @Property(tries = 1000, seed = "20260112")
    void shouldBeAssociative(@ForAll long seed) {
        RandomHistory random = new RandomHistory(seed);
        int rows = random.samples.size();
        int first = random.random.nextInt(rows + 1);
        int second = first + random.random.nextInt(rows - first + 1);

        Ir leftFirst = ir(random, 0, first);
        Histories.IRS.merge(leftFirst, ir(random, first, second));
        Histories.IRS.merge(leftFirst, ir(random, second, rows));
        Ir middle = ir(random, first, second);
        Histories.IRS.merge(middle, ir(random, second, rows));
        Ir rightFirst = ir(random, 0, first);
        Histories.IRS.merge(rightFirst, middle);

        for (Feature feature : Histories.FEATURES) {
            Object left = Histories.answer(feature, leftFirst, 0);
            Object right = Histories.answer(feature, rightFirst, 0);
            if (left instanceof Double number && Double.isFinite(number)) {
                double scale = Math.max(Math.abs(number), 1e-3);
                assertThat((Double) right)
                        .as(feature.toString())
                        .isCloseTo(number, within(scale * 1e-6));
            } else {
                assertThat(right).as(feature.toString()).isEqualTo(left);
            }
        }
    }
}
