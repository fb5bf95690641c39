package io.millrace.features.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.features.aggregate.Ir;
import io.millrace.features.tile.Histories.Feature;
import java.util.List;
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

    @Property(tries = 500, seed = "20260110")
    void shouldHaveTheEmptySetAsIdentity(@ForAll long seed) {
        RandomHistory random = new RandomHistory(seed);
        Ir all = ir(random, 0, random.samples.size());
        List<Object> bits = Histories.bits(all);

        Ir left = Histories.IRS.empty();
        Histories.IRS.merge(left, all);
        assertThat(Histories.bits(left)).isEqualTo(bits);
        Histories.IRS.merge(all, Histories.IRS.empty());
        assertThat(Histories.bits(all)).isEqualTo(bits);
    }

    @Property(tries = 500, seed = "20260111")
    void shouldLeaveTheLaterSideAsItIs(@ForAll long seed) {
        RandomHistory random = new RandomHistory(seed);
        int half = random.samples.size() / 2;
        Ir later = ir(random, half, random.samples.size());
        List<Object> bits = Histories.bits(later);
        Histories.IRS.merge(ir(random, 0, half), later);
        assertThat(Histories.bits(later)).isEqualTo(bits);
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
            Object left = Histories.answer(feature, leftFirst, 0, random.window);
            Object right = Histories.answer(feature, rightFirst, 0, random.window);
            if (left instanceof Double number && Double.isFinite(number)) {
                double scale = Math.max(scale(feature, random, number), 1e-3);
                assertThat((Double) right)
                        .as(feature.toString())
                        .isCloseTo(number, within(scale * 1e-6));
            } else {
                assertThat(right).as(feature.toString()).isEqualTo(left);
            }
        }
    }

    /** A mean of values that cancel out is as exact as they are large. */
    private static double scale(Feature feature, RandomHistory random, double number) {
        if (!feature.name().equals("ewma")) {
            return Math.abs(number);
        }
        return random.samples.stream()
                .map(sample -> (Number) sample.value(feature.column()))
                .filter(value -> value != null && Double.isFinite(value.doubleValue()))
                .mapToDouble(value -> Math.abs(value.doubleValue()))
                .max()
                .orElse(0);
    }
}
