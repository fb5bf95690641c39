package io.millrace.inference.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.inference.card.Meaning;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelInput;
import io.millrace.inference.card.ModelOutput;
import io.millrace.inference.card.OutputType;
import io.millrace.inference.card.ValueType;
import io.millrace.inference.fixture.Cards;
import io.millrace.inference.fixture.PlainRuntime;
import io.millrace.inference.fixture.TestModels;
import io.millrace.inference.session.ModelBytes;
import io.millrace.inference.session.ModelSession;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchRunnerTest {

    private static final int FEATURES = 12;
    private static final int ROWS = 5_000;

    private final Random random = new Random(42);

    @ParameterizedTest
    @ValueSource(strings = {"linear", "mlp", "trees", "fixed batch"})
    void shouldGiveTheSameBitsAsTheRuntimeAloneInBatchesOfAnySize(String kind) throws Exception {
        byte[] model =
                switch (kind) {
                    case "linear" -> TestModels.linear(FEATURES, 1);
                    case "mlp" -> TestModels.mlp(FEATURES, 1);
                    case "trees" -> TestModels.trees(FEATURES, 100, 6, 1);
                    default -> TestModels.linear(FEATURES, 32, 1);
                };
        // a model of a fixed batch cannot be asked for one row; its twin can
        byte[] alone = kind.equals("fixed batch") ? TestModels.linear(FEATURES, 1) : model;
        float[][] rows = randomRows();
        try (PlainRuntime plain = new PlainRuntime(alone);
                Fixture fixture = new Fixture(model, Cards.score(model, FEATURES), 128)) {
            for (int first = 0; first < ROWS; ) {
                int size = 1 + random.nextInt(fixture.runner.capacity());
                int count = Math.min(size, ROWS - first);
                for (int i = 0; i < count; i++) {
                    for (int f = 0; f < FEATURES; f++) {
                        fixture.runner.cell(f).put(i, (double) rows[first + i][f]);
                    }
                }
                fixture.runner.run(count);
                for (int i = 0; i < count; i++) {
                    float score = (float) fixture.runner.column(0).value(i);
                    assertThat(Float.floatToRawIntBits(score))
                            .isEqualTo(Float.floatToRawIntBits(plain.score(rows[first + i])));
                }
                first += count;
            }
        }
    }

    @Test
    void shouldOrderTheInputsByNameWhateverTheirOrderInTheCard() throws Exception {
        byte[] model = TestModels.namedColumns(3);
        List<ModelInput> inputs =
                List.of(
                        Cards.input("pressure", ValueType.DOUBLE),
                        Cards.input("running", ValueType.BOOL),
                        Cards.input("age", ValueType.INT64),
                        Cards.input("volts", ValueType.FLOAT),
                        Cards.input("level", ValueType.INT32),
                        Cards.input("code", ValueType.STRING));
        List<ModelOutput> outputs =
                List.of(
                        Cards.output("sum", Cards.scalar(ValueType.DOUBLE), null, null),
                        ModelOutput.ofFloat("score", Meaning.SCORE));
        try (PlainRuntime plain = new PlainRuntime(model);
                Fixture fixture = new Fixture(model, Cards.card(model, inputs, outputs), 16)) {
            BatchRunner runner = fixture.runner;
            for (int i = 0; i < 16; i++) {
                runner.cell(0).put(i, i + 0.1);
                runner.cell(1).put(i, i % 2 == 0);
                runner.cell(2).put(i, 1_000L * i);
                runner.cell(3).put(i, -i / 3.0);
                runner.cell(4).put(i, (long) i);
                runner.cell(5).put(i, "abcd".substring(i % 4, i % 4 + 1));
            }
            runner.run(16);
            for (int i = 0; i < 16; i++) {
                Map<String, Object> expected =
                        plain.score(
                                Map.of(
                                        "pressure", new double[][] {{i + 0.1}},
                                        "running", new boolean[][] {{i % 2 == 0}},
                                        "age", new long[][] {{1_000L * i}},
                                        "volts", new float[][] {{(float) (-i / 3.0)}},
                                        "level", new int[][] {{i}},
                                        "code",
                                                new String[][] {
                                                    {"abcd".substring(i % 4, i % 4 + 1)}
                                                }));
                assertThat(runner.column(0).value(i))
                        .isEqualTo(((double[][]) expected.get("sum"))[0][0]);
                assertThat(runner.column(1).value(i))
                        .isEqualTo(((float[][]) expected.get("score"))[0][0]);
            }
        }
    }

    @Test
    void shouldGiveLabelsAndProbabilitiesWholeAndByElement() throws Exception {
        byte[] model = TestModels.labelAndProbabilities(2, 3);
        List<ModelOutput> outputs =
                List.of(
                        Cards.output("label", Cards.scalar(ValueType.INT64), null, null),
                        Cards.output("all", Cards.vector(ValueType.FLOAT), "probabilities", null),
                        Cards.output(
                                "second", Cards.scalar(ValueType.FLOAT), "probabilities", "1"));
        try (PlainRuntime plain = new PlainRuntime(model);
                Fixture fixture = new Fixture(model, Cards.card(model, inputs(2), outputs), 8)) {
            fixture.runner.cell(0).put(0, 9.0);
            fixture.runner.cell(1).put(0, 9.0);
            fixture.runner.cell(0).put(1, 0.5);
            fixture.runner.cell(1).put(1, -2.0);
            fixture.runner.run(2);

            Map<String, Object> expected =
                    plain.score(Map.of("input", new float[][] {{0.5f, -2f}}));
            float[] probabilities = ((float[][]) expected.get("probabilities"))[0];
            assertThat(fixture.runner.column(0).value(1))
                    .isEqualTo(((long[]) expected.get("label"))[0]);
            assertThat(fixture.runner.column(1).value(1)).isEqualTo(probabilities);
            assertThat(fixture.runner.column(2).value(1)).isEqualTo(probabilities[1]);
        }
    }

    @Test
    void shouldGiveZipMapsWholeAndByKey() throws Exception {
        byte[] model = TestModels.zipMap(2, 3);
        OutputType map = new OutputType.Mapping(ValueType.STRING, ValueType.FLOAT);
        List<ModelOutput> outputs =
                List.of(
                        Cards.output("label", Cards.scalar(ValueType.STRING), null, null),
                        Cards.output("zipped", map, null, null),
                        Cards.output("broken", Cards.scalar(ValueType.FLOAT), "zipped", "broken"));
        try (PlainRuntime plain = new PlainRuntime(model);
                Fixture fixture = new Fixture(model, Cards.card(model, inputs(2), outputs), 8)) {
            fixture.runner.cell(0).put(1, 0.5);
            fixture.runner.cell(1).put(1, -2.0);
            fixture.runner.run(2);

            Map<String, Object> expected =
                    plain.score(Map.of("input", new float[][] {{0.5f, -2f}}));
            assertThat(fixture.runner.column(0).value(1))
                    .isEqualTo(((String[]) expected.get("label"))[0]);
            assertThat(fixture.runner.column(1).value(1)).isEqualTo(expected.get("zipped"));
            assertThat(fixture.runner.column(2).value(1))
                    .isEqualTo(((Map<?, ?>) expected.get("zipped")).get("broken"));
        }
    }

    @Test
    void shouldTakeTheElementOfAZipMapWithIntegerKeys() throws Exception {
        byte[] model = TestModels.zipMapOfIntegers(2, 3);
        List<ModelOutput> outputs =
                List.of(Cards.output("p20", Cards.scalar(ValueType.FLOAT), null, "20"));
        try (PlainRuntime plain = new PlainRuntime(model);
                Fixture fixture = new Fixture(model, Cards.card(model, inputs(2), outputs), 8)) {
            fixture.runner.run(1);

            Map<String, Object> expected = plain.score(Map.of("input", new float[][] {{0f, 0f}}));
            assertThat(fixture.runner.column(0).value(0))
                    .isEqualTo(((Map<?, ?>) expected.get("zipped")).get(20L));
        }
    }

    @Test
    void shouldGiveVectorsWhoseWidthOnlyTheRunTells() throws Exception {
        byte[] model = TestModels.openWidth(2, 3);
        List<ModelOutput> outputs =
                List.of(Cards.output("both", Cards.vector(ValueType.FLOAT), null, null));
        try (PlainRuntime plain = new PlainRuntime(model);
                Fixture fixture = new Fixture(model, Cards.card(model, inputs(2), outputs), 8)) {
            fixture.runner.cell(0).put(2, 7.0);
            fixture.runner.run(3);

            Map<String, Object> expected = plain.score(Map.of("input", new float[][] {{7f, 0f}}));
            assertThat(fixture.runner.column(0).value(2))
                    .isEqualTo(((float[][]) expected.get("both"))[0]);
        }
    }

    @Test
    void shouldFailOnRowsThatTheRuntimeRefusesAndGoOn() throws Exception {
        byte[] model = TestModels.embedding(-1, 1);
        ModelCard card =
                Cards.card(
                        model,
                        List.of(Cards.input("index", ValueType.INT64)),
                        List.of(ModelOutput.ofFloat("score", Meaning.SCORE)));
        try (Fixture fixture = new Fixture(model, card, 8)) {
            fixture.runner.cell(0).put(0, 3L);
            fixture.runner.cell(0).put(1, 11L);
            assertThatThrownBy(() -> fixture.runner.run(2))
                    .isInstanceOf(UnscorableException.class)
                    .hasMessageContaining("idx=11");

            fixture.runner.run(1);
            assertThat((float) fixture.runner.column(0).value(0)).isNotZero();
        }
    }

    @Test
    void shouldRefuseToRunOnceClosed() throws Exception {
        byte[] model = TestModels.linear(2, 1);
        Fixture fixture = new Fixture(model, Cards.score(model, 2), 8);
        fixture.close();

        assertThatThrownBy(() -> fixture.runner.run(1)).isInstanceOf(IllegalStateException.class);
    }

    private float[][] randomRows() {
        float[][] rows = new float[ROWS][FEATURES];
        for (float[] row : rows) {
            for (int f = 0; f < FEATURES; f++) {
                double dice = random.nextDouble();
                row[f] =
                        dice < 0.05
                                ? Float.NaN
                                : dice < 0.06
                                        ? Float.POSITIVE_INFINITY
                                        : (float) (random.nextGaussian() * 3);
            }
        }
        return rows;
    }

    private static List<ModelInput> inputs(int count) {
        return IntStream.range(0, count).mapToObj(i -> ModelInput.ofFloat("f" + i)).toList();
    }

    private static final class Fixture implements AutoCloseable {
        private final ModelSession session;
        private final BatchRunner runner;

        Fixture(byte[] model, ModelCard card, int maxBatch) throws Exception {
            session = ModelSession.load(new ModelBytes("model.onnx", model));
            runner = new BatchRunner(session, Binding.of(card, session.signature()), maxBatch);
        }

        @Override
        public void close() {
            runner.close();
            session.close();
        }
    }
}
