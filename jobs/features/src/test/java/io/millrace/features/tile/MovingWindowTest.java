package io.millrace.features.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.features.aggregate.Ir;
import io.millrace.features.tile.Histories.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Windows that move over a stream, with rows out of order, retractions, expiry and copies between
 * them, against a history that was made of nothing but the rows in the window.
 */
class MovingWindowTest {
    private static final long START = 1_767_600_000_000L;

    @Property(tries = 150, seed = "20260113")
    void shouldGiveTheBitsOfTheRowsInTheWindow(@ForAll long seed) {
        Random random = new Random(seed);
        long step = 1L << random.nextInt(16);
        long[] lengths = {1 + step * 3, 1 + step * 20, 1 + step * 90};
        Scratch scratch = new Scratch(Histories.IRS);
        ExactHistory history = new ExactHistory(Histories.ROWS);
        List<Sample> kept = new ArrayList<>();
        long now = START;
        for (int i = 0; i < 250; i++) {
            now += random.nextInt(4) == 0 ? 0 : (long) (random.nextDouble() * 2 * step);
            if (random.nextInt(100) == 0) {
                now += step * 50;
            }
            long late = random.nextInt(8) == 0 ? (long) (random.nextDouble() * step * 30) : 0;
            Sample sample =
                    new Sample(
                            now - late,
                            i,
                            1L * random.nextInt(9),
                            random.nextGaussian(),
                            "a" + i,
                            true);
            history.insert(sample.row());
            kept.add(sample);
            history = disturb(history, kept, now - lengths[2], random);
            check(history, kept, random.nextInt(6) == 0 ? now - step : now, lengths, scratch);
        }
    }

    private static ExactHistory disturb(
            ExactHistory history, List<Sample> kept, long past, Random random) {
        switch (random.nextInt(40)) {
            case 0 -> {
                Sample gone = kept.remove(random.nextInt(kept.size()));
                assertThat(history.remove(gone.row())).isTrue();
            }
            case 1 -> {
                history.expire(past);
                kept.removeIf(sample -> sample.time() <= past);
                assertThat(history.size()).isEqualTo(kept.size());
            }
            case 2 -> {
                return history.copy();
            }
            default -> assertThat(history.size()).isEqualTo(kept.size());
        }
        return history;
    }

    private static void check(
            ExactHistory history, List<Sample> kept, long now, long[] lengths, Scratch scratch) {
        Ir[] moving = {Histories.IRS.empty(), Histories.IRS.empty(), Histories.IRS.empty()};
        history.query(now, true, lengths, scratch, moving);
        for (int window = 0; window < lengths.length; window++) {
            long low = now - lengths[window];
            List<Sample> rows =
                    new ArrayList<>(
                            kept.stream()
                                    .filter(row -> row.time() > low && row.time() <= now)
                                    .toList());
            Collections.shuffle(rows, new Random(now));
            ExactHistory fresh = new ExactHistory(Histories.ROWS);
            rows.forEach(row -> fresh.insert(row.row()));
            assertThat(bits(moving[window]))
                    .isEqualTo(bits(Histories.query(fresh, now, true, Long.MAX_VALUE)));
        }
    }

    private static long[] bits(Ir ir) {
        return LongStream.range(0, Histories.IRS.words())
                .map(word -> ir.word((int) word))
                .toArray();
    }
}
