package io.millrace.inference.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.card.Meaning;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelInput;
import io.millrace.inference.card.ModelOutput;
import io.millrace.inference.card.OutputType;
import io.millrace.inference.card.ValueType;
import io.millrace.inference.fixture.Cards;
import io.millrace.inference.fixture.PlainRuntime;
import io.millrace.inference.fixture.TestModels;
import io.millrace.inference.stage.ScoringHarness.Scored;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The operator against the runtime alone, a row at a time: random rows with NULLs and NaNs, and
 * barriers, watermarks, idle moments and clock ticks wherever the dice put them.
 */
class ScoringBitsHarnessTest {

    private static final int FEATURES = 5;
    private static final int ROWS = 100_000;
    private static final Duration LINGER = Duration.ofMillis(5);

    @TempDir private Path folder;

    private final Random random = new Random(7);

    @ParameterizedTest
    @ValueSource(strings = {"linear", "mlp", "trees"})
    void shouldGiveTheSameBitsForOneTensor(String kind) throws Exception {
        byte[] model =
                switch (kind) {
                    case "linear" -> TestModels.linear(FEATURES, 5);
                    case "mlp" -> TestModels.mlp(FEATURES, 5);
                    default -> TestModels.trees(FEATURES, 30, 5, 5);
                };
        List<Scored> expected = new ArrayList<>();
        try (PlainRuntime plain = new PlainRuntime(model);
                ScoringHarness harness =
                        ScoringHarness.open(
                                ScoringHarness.plan(folder, model, FEATURES).withBatch(32, LINGER),
                                ScoringHarness.rows(FEATURES))) {
            for (long id = 0; id < ROWS; id++) {
                Double[] values = new Double[FEATURES];
                float[] floats = new float[FEATURES];
                for (int f = 0; f < FEATURES; f++) {
                    int dice = random.nextInt(20);
                    double value = dice == 1 ? Double.NaN : random.nextGaussian();
                    values[f] = dice == 0 ? null : Double.valueOf(value);
                    floats[f] = dice == 0 ? Float.NaN : (float) value;
                }
                harness.row(id, (Object[]) values);
                expected.add(new Scored(id, plain.score(floats)));
                disturb(harness, id);
            }
            harness.flink.endInput();

            // by the bits: records compare floats as Float.compare does
            assertThat(harness.scores()).isEqualTo(expected);
        }
    }

    @Test
    void shouldGiveTheSameBitsForNamedColumnsOfEveryType() throws Exception {
        byte[] model = TestModels.namedColumns(5);
        RowType rows =
                new RowType(
                        false,
                        List.of(
                                new RowType.RowField("id", new BigIntType()),
                                new RowType.RowField("age", new BigIntType()),
                                new RowType.RowField(
                                        "code", new VarCharType(VarCharType.MAX_LENGTH)),
                                new RowType.RowField("level", new IntType()),
                                new RowType.RowField("pressure", new DoubleType()),
                                new RowType.RowField("running", new BooleanType()),
                                new RowType.RowField("volts", new FloatType())));
        List<Scored> expected = new ArrayList<>();
        List<Double> sums = new ArrayList<>();
        try (PlainRuntime plain = new PlainRuntime(model);
                ScoringHarness harness =
                        ScoringHarness.open(
                                ScoringHarness.plan(folder, model, namedColumns(model))
                                        .withBatch(32, LINGER),
                                rows)) {
            for (long id = 0; id < ROWS; id++) {
                long age = random.nextLong(1 << 20);
                String code = List.of("a", "b", "c", "", "日本").get(random.nextInt(5));
                int level = random.nextInt(100) - 50;
                double pressure = random.nextGaussian() * 100;
                boolean running = random.nextBoolean();
                Float volts = random.nextInt(9) == 0 ? null : (float) random.nextGaussian();
                harness.row(id, age, StringData.fromString(code), level, pressure, running, volts);
                Map<String, Object> row = new HashMap<>();
                row.put("age", new long[][] {{age}});
                row.put("code", new String[][] {{code}});
                row.put("level", new int[][] {{level}});
                row.put("pressure", new double[][] {{pressure}});
                row.put("running", new boolean[][] {{running}});
                row.put("volts", new float[][] {{volts == null ? Float.NaN : volts}});
                Map<String, Object> answer = plain.score(row);
                expected.add(new Scored(id, ((float[][]) answer.get("score"))[0][0]));
                sums.add(((double[][]) answer.get("sum"))[0][0]);
                disturb(harness, id);
            }
            harness.flink.endInput();

            assertThat(harness.scores()).isEqualTo(expected);
            int sum = harness.scored.getFieldIndex("sum");
            assertThat(harness.flink.extractOutputValues())
                    .extracting(row -> row.getDouble(sum))
                    .isEqualTo(sums);
        }
    }

    @Test
    void shouldGiveTheSameLabelsAndMapsForAZipMap() throws Exception {
        byte[] model = TestModels.zipMap(FEATURES, 5);
        OutputType map = new OutputType.Mapping(ValueType.STRING, ValueType.FLOAT);
        ModelCard card =
                Cards.card(
                        model,
                        Cards.score(model, FEATURES).inputs(),
                        List.of(
                                Cards.output("label", Cards.scalar(ValueType.STRING), null, null),
                                Cards.output("zipped", map, null, null)));
        List<String> labels = new ArrayList<>();
        List<Map<?, ?>> maps = new ArrayList<>();
        try (PlainRuntime plain = new PlainRuntime(model);
                ScoringHarness harness =
                        ScoringHarness.open(
                                ScoringHarness.plan(folder, model, card).withBatch(32, LINGER),
                                ScoringHarness.rows(FEATURES))) {
            for (long id = 0; id < ROWS; id++) {
                Double[] values = new Double[FEATURES];
                float[][] floats = new float[1][FEATURES];
                for (int f = 0; f < FEATURES; f++) {
                    values[f] = random.nextGaussian() * 5;
                    floats[0][f] = values[f].floatValue();
                }
                harness.row(id, (Object[]) values);
                Map<String, Object> answer = plain.score(Map.of("input", floats));
                labels.add(((String[]) answer.get("label"))[0]);
                maps.add((Map<?, ?>) answer.get("zipped"));
                disturb(harness, id);
            }
            harness.flink.endInput();

            List<RowData> rows = harness.flink.extractOutputValues();
            int label = harness.scored.getFieldIndex("label");
            assertThat(rows).extracting(row -> row.getString(label).toString()).isEqualTo(labels);
            assertThat(rows).extracting(row -> map(row.getMap(label + 1))).isEqualTo(maps);
        }
    }

    private void disturb(ScoringHarness harness, long id) throws Exception {
        switch (random.nextInt(60)) {
            case 0 -> harness.flink.processWatermark(id);
            case 1 -> harness.flink.prepareSnapshotPreBarrier(id);
            case 2 -> harness.idle();
            case 3 -> harness.flink.setProcessingTime(id);
            default -> harness.mail();
        }
    }

    private static ModelCard namedColumns(byte[] model) {
        List<ModelInput> inputs =
                List.of(
                        Cards.input("pressure", ValueType.DOUBLE),
                        Cards.input("running", ValueType.BOOL),
                        Cards.input("age", ValueType.INT64),
                        Cards.input("volts", ValueType.FLOAT),
                        Cards.input("level", ValueType.INT32),
                        Cards.input("code", ValueType.STRING));
        return Cards.card(
                model,
                inputs,
                List.of(
                        ModelOutput.ofFloat("score", Meaning.SCORE),
                        Cards.output("sum", Cards.scalar(ValueType.DOUBLE), null, null)));
    }

    private static Map<?, ?> map(MapData data) {
        Map<String, Float> map = new HashMap<>();
        for (int i = 0; i < data.size(); i++) {
            map.put(data.keyArray().getString(i).toString(), data.valueArray().getFloat(i));
        }
        return map;
    }
}
