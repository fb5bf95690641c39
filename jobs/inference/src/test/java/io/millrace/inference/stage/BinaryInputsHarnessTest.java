package io.millrace.inference.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.fixture.PlainRuntime;
import io.millrace.inference.fixture.TestModels;
import io.millrace.inference.stage.ScoringHarness.Scored;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of all types of numbers, in any order, into one tensor. */
class BinaryInputsHarnessTest {

    /** More than the bits of one word, so that runs of columns cross it. */
    private static final int COLUMNS = 150;

    private static final int ROWS = 200;

    private static final List<LogicalType> TYPES =
            List.of(
                    new FloatType(),
                    new DoubleType(),
                    new IntType(),
                    new BigIntType(),
                    new SmallIntType(),
                    new TinyIntType(),
                    new BooleanType());

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldReadNumbersOfAllTypes(long seed) throws Exception {
        compare(TestModels.mlp(COLUMNS, seed), 0, new Random(seed));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldReadNullsAndNaNs(long seed) throws Exception {
        compare(TestModels.trees(COLUMNS, 200, 6, seed), 0.1, new Random(seed));
    }

    private void compare(byte[] model, double missing, Random random) throws Exception {
        List<LogicalType> types = types(random);
        int[] order = order(random);
        List<String> columns = Arrays.stream(order).mapToObj(i -> "c" + i).toList();
        Map<Integer, Double> fills = Map.of(order[3], 0.25, order[70], -1.0);
        ScoringPlan named = ScoringHarness.plan(folder, model, COLUMNS);
        ScoringPlan plan =
                ScoringPlan.of(named.model(), named.card(), columns, byName(fills))
                        .withBatch(16, Duration.ofMillis(5));
        List<Scored> expected = new ArrayList<>();
        try (PlainRuntime plain = new PlainRuntime(model);
                ScoringHarness harness = ScoringHarness.open(plan, rows(types))) {
            for (long id = 0; id < ROWS; id++) {
                Object[] row = new Object[COLUMNS];
                for (int i = 0; i < COLUMNS; i++) {
                    row[i] = value(types.get(i), missing, random);
                }
                harness.row(id, row);
                expected.add(new Scored(id, plain.score(seen(row, order, fills))));
            }
            harness.flink.endInput();

            assertThat(harness.scores()).isEqualTo(expected);
            assertThat(harness.rejected()).isEmpty();
        }
    }

    /** Of one type for some columns, then of another. */
    private static List<LogicalType> types(Random random) {
        List<LogicalType> types = new ArrayList<>();
        while (types.size() < COLUMNS) {
            int run = 1 + random.nextInt(COLUMNS / 2);
            types.addAll(Collections.nCopies(run, TYPES.get(random.nextInt(TYPES.size()))));
        }
        return types.subList(0, COLUMNS);
    }

    /** The row's, but for a few. */
    private static int[] order(Random random) {
        int[] order = IntStream.range(0, COLUMNS).toArray();
        for (int i = 0; i < 5; i++) {
            int one = random.nextInt(COLUMNS);
            int other = random.nextInt(COLUMNS);
            int moved = order[one];
            order[one] = order[other];
            order[other] = moved;
        }
        return order;
    }

    private static Map<String, Double> byName(Map<Integer, Double> fills) {
        Map<String, Double> named = new HashMap<>();
        fills.forEach((column, fill) -> named.put("c" + column, fill));
        return named;
    }

    private static RowType rows(List<LogicalType> types) {
        List<RowType.RowField> fields = new ArrayList<>();
        fields.add(new RowType.RowField("id", new BigIntType()));
        for (int i = 0; i < COLUMNS; i++) {
            fields.add(new RowType.RowField("c" + i, types.get(i)));
        }
        return new RowType(false, fields);
    }

    @Nullable
    private static Object value(LogicalType type, double missing, Random random) {
        if (random.nextDouble() < missing) {
            return null;
        }
        boolean nan = random.nextDouble() < missing;
        return switch (type.getTypeRoot()) {
            case FLOAT -> nan ? Float.NaN : (float) random.nextGaussian();
            case DOUBLE -> nan ? Double.NaN : random.nextGaussian();
            case INTEGER -> random.nextInt() >> random.nextInt(Integer.SIZE);
            case BIGINT -> random.nextLong() >> random.nextInt(Long.SIZE);
            case SMALLINT -> (short) random.nextInt();
            case TINYINT -> (byte) random.nextInt();
            default -> random.nextBoolean();
        };
    }

    private static float[] seen(Object[] row, int[] order, Map<Integer, Double> fills) {
        float[] seen = new float[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            Object value = row[order[i]] == null ? fills.get(order[i]) : row[order[i]];
            if (value instanceof Number number) {
                seen[i] = number.floatValue();
            } else {
                seen[i] = value == null ? Float.NaN : (boolean) value ? 1 : 0;
            }
        }
        return seen;
    }
}
