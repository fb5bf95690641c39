package io.millrace.features.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.features.aggregate.Ir;
import io.millrace.features.tile.Histories.Feature;
import io.millrace.features.tile.Histories.Sample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HopHistoryTest {
    private static final Comparator<Sample> BY_TIME =
            Comparator.comparingLong(Sample::time).thenComparingLong(Sample::sequence);

    @Property(tries = 1500, seed = "20260108")
    void shouldAnswerFromTheBeginningOfATile(@ForAll long seed) {
        RandomHistory random = new RandomHistory(seed);
        long hop = 1 + random.window / (1 + random.random.nextInt(20));
        HopHistory history = new HopHistory(Histories.ROWS, Histories.IRS, hop);
        random.samples.forEach(sample -> history.insert(sample.row()));
        long time = random.time();
        boolean inclusive = random.random.nextBoolean();

        Ir ir = Histories.query(history, time, inclusive, random.window);

        long from = time < Long.MIN_VALUE + random.window ? Long.MIN_VALUE : time - random.window;
        long start = Math.floorDiv(from, hop) * hop;
        long tail = start > from ? Long.MIN_VALUE : start;
        List<Sample> reached =
                random.samples.stream().filter(sample -> sample.time() >= tail).toList();
        boolean cut = time < Long.MIN_VALUE + random.window;
        long length = random.window + (cut ? 0 : Math.floorMod(time - random.window, hop));
        for (Feature feature : Histories.FEATURES) {
            Oracle.Expected expected =
                    Oracle.answer(feature, reached, time, inclusive, Long.MAX_VALUE, length);
            ExactHistoryTest.check(
                    feature, Histories.answer(feature, ir, time, random.window, hop), expected);
        }
    }

    @Property(tries = 1000, seed = "20260109")
    void shouldGiveTheSameBitsWhenTilesAreSettled(@ForAll long seed) throws IOException {
        RandomHistory random = new RandomHistory(seed);
        long hop = 1 + random.window / 7;
        List<Sample> inOrder = new ArrayList<>(random.samples);
        inOrder.sort(BY_TIME);
        HopHistory open = new HopHistory(Histories.ROWS, Histories.IRS, hop);
        HopHistory settled = new HopHistory(Histories.ROWS, Histories.IRS, hop);
        Scratch scratch = new Scratch(Histories.IRS);
        for (Sample sample : inOrder) {
            open.insert(sample.row());
            settled.settle(
                    sample.time() == Long.MIN_VALUE ? sample.time() : sample.time() - 1, scratch);
            settled.insert(sample.row());
        }
        long time = inOrder.get(inOrder.size() - 1).time();

        List<Object> bits = Histories.bits(open, time, random.window);
        assertThat(Histories.bits(settled, time, random.window)).isEqualTo(bits);
        assertThat(Histories.bits(settled.copy(), time, random.window)).isEqualTo(bits);
        assertThat(Histories.bits(written(settled, hop), time, random.window)).isEqualTo(bits);
        settled.expire(Long.MAX_VALUE);
        assertThat(settled.isEmpty()).isTrue();
    }

    private static HopHistory written(HopHistory history, long hop) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        history.write(new DataOutputStream(bytes));
        return HopHistory.read(
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())),
                new RowMapping(Histories.ROWS, Histories.ROWS),
                Histories.IRS,
                hop);
    }

    @Test
    void shouldKeepNoRowsOfSettledTiles() {
        HopHistory history = new HopHistory(Histories.ROWS, Histories.IRS, 100);
        for (int i = 0; i < 1000; i++) {
            history.insert(new Sample(i, i, 1L, 1.0, null, null).row());
        }
        history.settle(949, new Scratch(Histories.IRS));

        assertThat(history.size()).isEqualTo(9 + 100);
        assertThat(history.oldest()).isEqualTo(99);
        history.expire(98);
        assertThat(history.size()).isEqualTo(9 + 100);
        history.expire(99);
        assertThat(history.size()).isEqualTo(8 + 100);
    }

    /** The tile is settled when the row comes, whose place among the others is no longer known. */
    @Test
    void shouldMeasureTimesOfLateRowsToo() {
        HopHistory history = new HopHistory(Histories.ROWS, Histories.IRS, 100);
        history.insert(new Sample(50, 1, 1L, 1.0, null, null).row());
        history.insert(new Sample(60, 2, 1L, 3.0, null, null).row());
        history.settle(99, new Scratch(Histories.IRS));
        history.insert(new Sample(40, 3, 1L, 5.0, null, null).row());

        Ir ir = Histories.query(history, 99, true, 99);

        for (Feature feature : Histories.FEATURES) {
            if (feature.column() == -1 && feature.condition() == -1) {
                Object answer = Histories.answer(feature, ir, 99, 99, 100);
                switch (feature.name()) {
                    case "time_since_first" -> assertThat(answer).isEqualTo(0.059);
                    case "time_since_last" -> assertThat(answer).isEqualTo(0.039);
                    default -> assertThat(answer).isNotNull();
                }
            }
        }
    }
}
