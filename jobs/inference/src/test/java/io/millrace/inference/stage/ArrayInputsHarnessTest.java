package io.millrace.inference.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.card.ModelCard;
import io.millrace.inference.fixture.Cards;
import io.millrace.inference.fixture.PlainRuntime;
import io.millrace.inference.fixture.TestModels;
import io.millrace.inference.session.BareModel;
import io.millrace.inference.session.ModelStore;
import io.millrace.inference.stage.ScoringHarness.Scored;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One array column that feeds all of the model's inputs. */
class ArrayInputsHarnessTest {

    private static final int CHANNELS = 3;
    private static final int SIDE = 224;
    private static final int WIDTH = 4;

    @TempDir private Path folder;

    private final Random random = new Random(3);

    @Test
    void shouldScoreImagesFromABareModel() throws Exception {
        byte[] model = TestModels.image(CHANNELS, SIDE, 5);
        int pixels = CHANNELS * SIDE * SIDE;
        List<Scored> expected = new ArrayList<>();
        try (PlainRuntime plain = new PlainRuntime(model);
                ScoringHarness harness = open(bare(model), new FloatType(false))) {
            for (long id = 0; id < 40; id++) {
                float[] image = floats(pixels);
                image[random.nextInt(pixels)] = id % 7 == 0 ? Float.NaN : 1;
                harness.row(id, new GenericArrayData(image));
                float[][] score =
                        (float[][]) plain.score(Map.of("pixels", planes(image))).get("score");
                expected.add(new Scored(id, score[0][0]));
                if (id % 11 == 0) {
                    harness.flink.processWatermark(id);
                }
            }
            harness.flink.endInput();

            assertThat(pixels).isEqualTo(150_528);
            assertThat(harness.scores()).isEqualTo(expected);
            assertThat(harness.rejected()).isEmpty();
        }
    }

    @Test
    void shouldReadArraysOfOtherNumbersAndNulls() throws Exception {
        byte[] model = TestModels.mlp(WIDTH, 5);
        Map<LogicalType, Object[]> rows =
                Map.of(
                        new FloatType(), new Object[] {1f, null, -3.5f, Float.NaN},
                        new DoubleType(), new Object[] {1d, null, -3.5d, Double.NaN},
                        new IntType(), new Object[] {1, null, -3, 1 << 20},
                        new BigIntType(), new Object[] {1L, null, -3L, 1L << 40});
        for (Map.Entry<LogicalType, Object[]> row : rows.entrySet()) {
            float[] seen = new float[WIDTH];
            for (int i = 0; i < WIDTH; i++) {
                seen[i] = row.getValue()[i] instanceof Number n ? n.floatValue() : Float.NaN;
            }
            try (PlainRuntime plain = new PlainRuntime(model);
                    ScoringHarness harness = open(carded(model), row.getKey())) {
                harness.row(1, new GenericArrayData(row.getValue()));
                harness.row(2, (ArrayData) null);
                harness.flink.endInput();

                float none = plain.score(Float.NaN, Float.NaN, Float.NaN, Float.NaN);
                assertThat(harness.scores())
                        .as("%s", row.getKey())
                        .containsExactly(new Scored(1, plain.score(seen)), new Scored(2, none));
            }
        }
    }

    @Test
    void shouldRejectArraysOfAnotherLength() throws Exception {
        byte[] model = TestModels.linear(WIDTH, 5);
        try (ScoringHarness harness = open(carded(model), new FloatType(false))) {
            harness.row(1, new GenericArrayData(floats(WIDTH)));
            harness.row(2, new GenericArrayData(floats(WIDTH - 1)));
            harness.row(3, new GenericArrayData(floats(WIDTH)));
            harness.flink.endInput();

            assertThat(harness.scores()).extracting(Scored::id).containsExactly(1L, 3L);
            assertThat(harness.rejected())
                    .extracting(row -> row.getLong(0) + ": " + row.getString(2))
                    .containsExactly("2: the array 'pixels' has 3 elements, and the model takes 4");
        }
    }

    @Test
    void shouldNotTakeAnArrayOfTexts() throws Exception {
        RowType rows = ScoringHarness.rows("pixels", new ArrayType(new ArrayType(new IntType())));

        assertThat(carded(TestModels.linear(WIDTH, 5)).columnProblems(rows))
                .singleElement()
                .asString()
                .contains("'f0' is float", "'pixels'", "ARRAY");
    }

    private static ScoringHarness open(ScoringPlan plan, LogicalType element) throws Exception {
        return ScoringHarness.open(plan, ScoringHarness.rows("pixels", new ArrayType(element)));
    }

    private ScoringPlan bare(byte[] model) throws Exception {
        URI file = file(model);
        ModelStore store = new ModelStore(folder.resolve("models"), ModelStore.DEFAULT_LIMIT);
        ModelCard card = BareModel.card("image", file, List.of("pixels"), store);
        return ScoringPlan.of(file, card, List.of("pixels"), Map.of());
    }

    private ScoringPlan carded(byte[] model) throws Exception {
        return ScoringPlan.of(file(model), Cards.score(model, WIDTH), List.of("pixels"), Map.of());
    }

    private URI file(byte[] model) throws Exception {
        return Files.write(folder.resolve("model.onnx"), model).toUri();
    }

    private float[] floats(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    private static float[][][][] planes(float... image) {
        float[][][][] planes = new float[1][CHANNELS][SIDE][SIDE];
        for (int i = 0; i < image.length; i++) {
            planes[0][i / SIDE / SIDE][i / SIDE % SIDE][i % SIDE] = image[i];
        }
        return planes;
    }
}
