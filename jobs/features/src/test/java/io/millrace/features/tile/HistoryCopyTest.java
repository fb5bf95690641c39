package io.millrace.features.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.features.tile.Histories.Sample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Copies and what was written go their own ways, and say what their original says. */
class HistoryCopyTest {
    @Property(tries = 40, seed = "20260116")
    void shouldLeaveEachOtherAlone(@ForAll long seed) {
        RandomHistory random = new RandomHistory(seed);
        long hop = 1 + random.window / 7;
        check(random, new ExactHistory(Histories.ROWS), 0);
        check(random, new HopHistory(Histories.ROWS, Histories.IRS, hop), hop);
    }

    /** Several histories that came of one, of which each in turn changes. */
    private static void check(RandomHistory rows, History first, long hop) {
        Random random = rows.random;
        List<History> all = new ArrayList<>(List.of(first));
        List<byte[]> bytes = new ArrayList<>(List.of(bytes(first)));
        for (int i = 0; i < rows.samples.size() * 3; i++) {
            int at = random.nextInt(all.size());
            change(all.get(at), rows);
            bytes.set(at, bytes(all.get(at)));
            if (random.nextInt(10) == 0) {
                History copy = all.get(at).copy();
                at = all.size() < 4 ? all.size() : random.nextInt(all.size());
                if (at == all.size()) {
                    all.add(copy);
                    bytes.add(bytes(copy));
                } else {
                    all.set(at, copy);
                    bytes.set(at, bytes(copy));
                }
            }
            for (int other = 0; other < all.size(); other++) {
                assertThat(bytes(all.get(other)))
                        .as("history %s", other)
                        .isEqualTo(bytes.get(other));
            }
            if (random.nextInt(20) == 0) {
                History read = read(bytes.get(at), hop);
                assertThat(bytes(read)).isEqualTo(bytes.get(at));
                long time = rows.time();
                assertThat(Histories.bits(read, time, rows.window))
                        .isEqualTo(Histories.bits(all.get(at), time, rows.window));
                all.set(at, read);
            }
        }
    }

    private static void change(History history, RandomHistory rows) {
        Random random = rows.random;
        Sample sample = rows.samples.get(random.nextInt(rows.samples.size()));
        Scratch scratch = new Scratch(Histories.IRS);
        switch (random.nextInt(12)) {
            case 0 -> history.expire(rows.time() - rows.window);
            case 1 -> history.settle(rows.time() - rows.window, scratch);
            case 2, 3 -> history.remove(sample.row());
            case 4, 5, 6 -> Histories.query(history, rows.time(), true, rows.window);
            default -> history.insert(sample.row());
        }
    }

    private static byte[] bytes(History history) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            history.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static History read(byte[] bytes, long hop) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        RowMapping mapping = new RowMapping(Histories.ROWS, Histories.ROWS);
        try {
            return hop == 0
                    ? ExactHistory.read(in, mapping)
                    : HopHistory.read(in, mapping, Histories.IRS, hop);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
