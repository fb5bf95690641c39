package io.millrace.features.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.features.aggregate.AggregateFunction;
import io.millrace.features.aggregate.FunctionCall;
import io.millrace.features.aggregate.InputType;
import io.millrace.features.aggregate.Ir;
import io.millrace.features.aggregate.IrLayout;
import io.millrace.features.aggregate.Result;
import io.millrace.features.aggregate.Slot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Windows of so many rows that sketches no longer hold each of them. */
class LargeHistoryTest {
    private static final RowLayout ROWS =
            new RowLayout(List.of("value"), List.of(InputType.INTEGER), List.of());
    private static final long HOP = 1000;
    private static final IrLayout.Builder BUILDER = new IrLayout.Builder();
    private static final Asked P50 = new Asked("quantile(0.5)");
    private static final Asked P99 = new Asked("quantile(0.99)");
    private static final Asked DISTINCT = new Asked("count_distinct");
    private static final Asked APPROXIMATE = new Asked("approx_count_distinct");
    private static final Asked TOP = new Asked("top_k(1)");
    private static final List<Asked> ALL = List.of(P50, P99, DISTINCT, APPROXIMATE, TOP);
    private static final IrLayout IRS = BUILDER.build();

    /** A function over the one column. */
    private static final class Asked {
        private final AggregateFunction function;
        private final Slot slot;

        Asked(String call) {
            function = FunctionCall.parse(call).columns().get(0).function();
            slot = BUILDER.slot(function.accumulator(InputType.INTEGER), 0, -1);
        }

        double answer(Ir ir) {
            Result result = new Result();
            function.finish(ir, slot.word(), slot.object(), InputType.INTEGER, 0, result);
            return function.result(InputType.INTEGER).name().equals("DOUBLE")
                    ? result.number()
                    : result.bits();
        }
    }

    /** Value of a row and its time; no two rows have one time. */
    private record Point(long time, long value) {}

    private static Row row(Point point) {
        Row row = new Row(ROWS);
        row.reset(point.time());
        row.set(0, point.value());
        return row;
    }

    private static List<Point> points(Random random) {
        List<Point> points = new ArrayList<>();
        long time = 1_767_600_000_000L;
        int rows = 3_000 + random.nextInt(3_000);
        for (int i = 0; i < rows; i++) {
            time += 1 + random.nextInt(30);
            boolean frequent = random.nextInt(10) == 0;
            points.add(new Point(time, frequent ? -7 : random.nextInt(20_000)));
        }
        return points;
    }

    private static List<Double> answers(History history, long time, long window) {
        Ir ir = IRS.empty();
        history.query(time, true, window, new Scratch(IRS), ir);
        return ALL.stream().map(asked -> asked.answer(ir)).toList();
    }

    @Property(tries = 12, seed = "20260130")
    void shouldGiveTheSameBitsWhateverTheHistoryOfTheRows(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<Point> points = points(random);
        List<Point> taken = new ArrayList<>();
        ExactHistory inOrder = new ExactHistory(ROWS);
        HopHistory tiles = new HopHistory(ROWS, IRS, HOP);
        HopHistory settled = new HopHistory(ROWS, IRS, HOP);
        for (Point point : points) {
            inOrder.insert(row(point));
            tiles.insert(row(point));
            settled.settle(point.time() - 1, new Scratch(IRS));
            settled.insert(row(point));
        }
        List<Point> shuffled = new ArrayList<>(points);
        Collections.shuffle(shuffled, random);
        ExactHistory eventful = new ExactHistory(ROWS);
        for (Point point : shuffled) {
            eventful.insert(row(point));
            if (random.nextInt(4) == 0) {
                Point wrong = new Point(point.time(), random.nextInt(100));
                eventful.insert(row(wrong));
                taken.add(wrong);
            }
            if (random.nextInt(200) == 0) {
                answers(eventful, point.time(), 50_000);
            }
        }
        taken.forEach(wrong -> assertThat(eventful.remove(row(wrong))).isTrue());
        HopHistory read = written(settled);

        for (int query = 0; query < 4; query++) {
            long time = points.get(points.size() - 1 - query * 3).time();
            long window = 1000L * (10 + random.nextInt(60));
            assertThat(answers(eventful, time, window)).isEqualTo(answers(inOrder, time, window));
            List<Double> ofTiles = answers(tiles, time, window);
            if (query == 0) {
                assertThat(answers(settled, time, window)).isEqualTo(ofTiles);
                assertThat(answers(read, time, window)).isEqualTo(ofTiles);
                assertThat(answers(read.copy(), time, window)).isEqualTo(ofTiles);
            }
        }
    }

    private static HopHistory written(HopHistory history) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        history.write(new DataOutputStream(bytes));
        return HopHistory.read(
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())),
                new RowMapping(ROWS, ROWS),
                IRS,
                HOP);
    }

    @Property(tries = 25, seed = "20260131")
    void shouldStayWithinTheErrorOfTheSketches(@ForAll long seed) {
        Random random = new Random(seed);
        List<Point> points = points(random);
        ExactHistory history = new ExactHistory(ROWS);
        points.forEach(point -> history.insert(row(point)));
        long time = points.get(points.size() - 1).time();
        long window = 1000L * (30 + random.nextInt(60));

        List<Double> answers = answers(history, time, window);

        List<Long> values =
                points.stream()
                        .filter(point -> point.time() > time - window)
                        .map(Point::value)
                        .sorted()
                        .toList();
        assertThat(rankError(values, answers.get(0), 0.5)).isLessThan(0.0055);
        assertThat(rankError(values, answers.get(1), 0.99)).isLessThan(0.0055);
        double distinct = values.stream().distinct().count();
        assertThat(answers.get(2)).isEqualTo(distinct);
        assertThat(Math.abs(answers.get(3) / distinct - 1)).isLessThan(0.05);
        assertThat(answers.get(4)).isEqualTo(-7);
    }

    /** Twice what 99 of 100 answers keep to is allowed here. */
    private static double rankError(List<Long> sorted, double answer, double fraction) {
        double below = sorted.stream().filter(value -> value < answer).count();
        double upTo = sorted.stream().filter(value -> value <= answer).count();
        double rank = fraction * sorted.size();
        return Math.max(0, Math.max(below - rank, rank - upTo)) / sorted.size();
    }
}
