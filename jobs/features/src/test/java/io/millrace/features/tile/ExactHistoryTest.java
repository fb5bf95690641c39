package io.millrace.features.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.features.aggregate.Ir;
import io.millrace.features.tile.Histories.Feature;
import io.millrace.features.tile.Histories.Sample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExactHistoryTest {
    @Property(tries = 1500, seed = "20260105")
    void shouldAgreeWithTheOracleOnEveryAggregation(@ForAll long seed) {
        RandomHistory random = new RandomHistory(seed);
        ExactHistory history = new ExactHistory(Histories.ROWS);
        random.samples.forEach(sample -> history.insert(sample.row()));
        for (int query = 0; query < 3; query++) {
            long time = random.time();
            boolean inclusive = random.random.nextBoolean();
            Ir ir = Histories.query(history, time, inclusive, random.window);
            for (Feature feature : Histories.FEATURES) {
                Oracle.Expected expected =
                        Oracle.answer(
                                feature,
                                random.samples,
                                time,
                                inclusive,
                                random.window,
                                random.window);
                check(feature, Histories.answer(feature, ir, time, random.window), expected);
            }
        }
    }

    static void check(Feature feature, Object answer, Oracle.Expected expected) {
        if (expected.tolerance() > 0) {
            assertThat((Double) answer)
                    .as(feature.toString())
                    .isCloseTo((Double) expected.value(), within(expected.tolerance()));
        } else if (expected.value() instanceof Double value && value == 0) {
            assertThat((Double) answer == 0).as(feature.toString()).isTrue();
        } else {
            assertThat(answer).as(feature.toString()).isEqualTo(expected.value());
        }
    }

    @Property(tries = 2000, seed = "20260106")
    void shouldGiveTheSameBitsWhateverTheHistoryOfTheRows(@ForAll long seed) throws IOException {
        RandomHistory random = new RandomHistory(seed);
        List<Sample> shuffled = new ArrayList<>(random.samples);
        Collections.shuffle(shuffled, random.random);
        int kept = random.random.nextInt(shuffled.size() + 1);

        ExactHistory plain = new ExactHistory(Histories.ROWS);
        random.samples.stream()
                .filter(sample -> shuffled.indexOf(sample) < kept)
                .forEach(sample -> plain.insert(sample.row()));
        ExactHistory eventful = new ExactHistory(Histories.ROWS);
        shuffled.forEach(sample -> eventful.insert(sample.row()));
        Histories.query(eventful, random.time(), true, random.window);
        ExactHistory older = eventful.copy();
        for (Sample sample : shuffled.subList(kept, shuffled.size())) {
            assertThat(eventful.remove(sample.row())).isTrue();
        }
        ExactHistory restored = written(eventful);

        for (int query = 0; query < 3; query++) {
            long time = random.time();
            List<Object> bits = Histories.bits(plain, time, random.window);
            assertThat(Histories.bits(eventful, time, random.window)).isEqualTo(bits);
            assertThat(Histories.bits(restored, time, random.window)).isEqualTo(bits);
        }
        assertThat(older.size()).isEqualTo(shuffled.size());
        assertThat(eventful.size()).isEqualTo(kept);
    }

    @Property(tries = 1000, seed = "20260107")
    void shouldNotShowWhatExpired(@ForAll long seed) {
        RandomHistory random = new RandomHistory(seed);
        ExactHistory whole = new ExactHistory(Histories.ROWS);
        ExactHistory expired = new ExactHistory(Histories.ROWS);
        random.samples.forEach(sample -> whole.insert(sample.row()));
        random.samples.forEach(sample -> expired.insert(sample.row()));
        long limit = random.time();
        expired.expire(limit);

        long left = random.samples.stream().filter(sample -> sample.time() > limit).count();
        assertThat(expired.size()).isEqualTo((int) left);
        long time = random.time();
        if (time > limit) {
            long window = Math.min(random.window, time - limit);
            assertThat(Histories.bits(expired, time, window))
                    .isEqualTo(Histories.bits(whole, time, window));
        }
        expired.expire(Long.MAX_VALUE);
        assertThat(expired.isEmpty()).isTrue();
    }

    private static ExactHistory written(ExactHistory history) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        history.write(new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        ExactHistory read = ExactHistory.read(in, new RowMapping(Histories.ROWS, Histories.ROWS));
        assertThat(in.available()).isZero();
        return read;
    }

    @Test
    void shouldLeaveACopyAsItWas() {
        ExactHistory history = new ExactHistory(Histories.ROWS);
        for (int i = 0; i < 100; i++) {
            history.insert(new Sample(i * 7L, i, 1L, 1.0, null, true).row());
        }
        ExactHistory copy = history.copy();
        List<Object> before = Histories.bits(copy, 700, 700);

        history.insert(new Sample(350, 1000, 9L, 9.0, null, true).row());
        history.remove(new Sample(7, 1, 1L, 1.0, null, true).row());
        history.expire(300);

        assertThat(Histories.bits(copy, 700, 700)).isEqualTo(before);
        assertThat(Histories.bits(history, 700, 700)).isNotEqualTo(before);
    }

    @Test
    void shouldRemoveOneOfEqualRowsAndNoOther() {
        ExactHistory history = new ExactHistory(Histories.ROWS);
        Row row = new Sample(5, 1, 2L, 3.0, "a", null).row();
        history.insert(row);
        history.insert(row);

        assertThat(history.remove(new Sample(5, 1, 2L, 3.0, "b", null).row())).isFalse();
        assertThat(history.remove(new Sample(5, 1, 2L, 3.0, null, null).row())).isFalse();
        assertThat(history.remove(new Sample(6, 1, 2L, 3.0, "a", null).row())).isFalse();
        assertThat(history.size()).isEqualTo(2);
        assertThat(history.remove(row)).isTrue();
        assertThat(history.remove(row)).isTrue();
        assertThat(history.remove(row)).isFalse();
        assertThat(history.isEmpty()).isTrue();
    }
}
