package io.millrace.inference.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.inference.card.GoldenRow;
import io.millrace.inference.card.GoldenValue;
import io.millrace.inference.card.Meaning;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelInput;
import io.millrace.inference.card.ModelOutput;
import io.millrace.inference.card.OutputType;
import io.millrace.inference.card.ValueType;
import io.millrace.inference.fixture.Cards;
import io.millrace.inference.fixture.OnnxGraph;
import io.millrace.inference.fixture.PlainRuntime;
import io.millrace.inference.fixture.TestModels;
import io.millrace.inference.session.ModelBytes;
import io.millrace.inference.session.ModelRefusedException;
import io.millrace.inference.session.ModelSession;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelCheckTest {

    private static final ModelOutput SCORE = ModelOutput.ofFloat("score", Meaning.SCORE);

    @Test
    void shouldAcceptAModelThatIsWhatItsCardSays() throws Exception {
        byte[] model = TestModels.trees(3, 20, 4, 1);
        float known;
        float missing;
        try (PlainRuntime plain = new PlainRuntime(model)) {
            known = plain.score(0.5f, -1f, 2f);
            missing = plain.score(Float.NaN, -1f, 2f);
        }
        GoldenRow[] golden = {
            GoldenRow.of(new double[] {0.5, -1, 2}, new double[] {known}, 0),
            GoldenRow.of(new double[] {Double.NaN, -1, 2}, new double[] {missing}, 0)
        };

        assertThat(problems(model, Cards.score(model, 3, golden))).isEmpty();
        assertThat(problems(model, Cards.score(model, 3))).isEmpty();
    }

    @Test
    void shouldNameBothShapesWhenTheWidthIsWrong() throws Exception {
        byte[] model = TestModels.linear(5, 1);

        assertThat(problems(model, Cards.score(model, 3)))
                .containsExactly(
                        "the model's input 'input' is float[N, 5], 5 values a row; the card has 3 for it, float[N, 3] ('f0', 'f1', 'f2'): correct the card's inputs, or bring the model that was trained with them");
    }

    @Test
    void shouldReportAllWrongNamesAndTypesAtOnce() throws Exception {
        byte[] model = TestModels.namedColumns(1);
        List<ModelInput> inputs =
                List.of(
                        Cards.input("volt", ValueType.FLOAT),
                        Cards.input("code", ValueType.STRING),
                        Cards.input("age", ValueType.FLOAT),
                        Cards.input("level", ValueType.INT32),
                        Cards.input("running", ValueType.BOOL),
                        Cards.input("pressure", ValueType.DOUBLE));
        List<ModelOutput> outputs =
                List.of(
                        Cards.output("scor", Cards.scalar(ValueType.FLOAT), null, null),
                        Cards.output("sum", Cards.vector(ValueType.DOUBLE), null, null));

        assertThat(problems(model, Cards.card(model, inputs, outputs)))
                .hasSize(4)
                .satisfiesExactly(
                        problem ->
                                assertThat(problem)
                                        .startsWith(
                                                "the card's input 'volt' is to go to the model's input 'volt', which there is not; did you mean 'volts'?; the model has 'volts' float[N, 1], "),
                        problem ->
                                assertThat(problem)
                                        .isEqualTo(
                                                "the model's input 'volts' float[N, 1] is fed by no input of the card: add one of that name"),
                        problem ->
                                assertThat(problem)
                                        .isEqualTo(
                                                "the card says float for 'age', the model's input 'age' is int64[N, 1]: write `type: int64`"),
                        problem ->
                                assertThat(problem)
                                        .contains("'scor'", "did you mean 'score'?", "`tensor`"));
    }

    @Test
    void shouldSayHowToTakeAnOutputThatIsNoSingleNumber() throws Exception {
        byte[] model = TestModels.labelAndProbabilities(1, 1);
        ModelOutput whole = Cards.output("p", Cards.scalar(ValueType.FLOAT), "probabilities", null);
        ModelOutput beyond = Cards.output("q", Cards.scalar(ValueType.FLOAT), "probabilities", "3");
        ModelOutput label = Cards.output("label", Cards.scalar(ValueType.STRING), null, null);

        assertThat(problems(model, card(model, 1, whole, beyond, label)))
                .containsExactly(
                        "the card says float for its output 'p', the model's output 'probabilities' is float[N, 3]: write `type: \"float[]\"`, or take one with `element` and `type: float`",
                        "the card's output 'q' takes element 3 of the model's output 'probabilities' float[N, 3], which has no such position: count from 0",
                        "the card says string for its output 'label', the model's output 'label' is int64[N]: write `type: int64`");
    }

    @Test
    void shouldSayWhatAZipMapIs() throws Exception {
        byte[] model = TestModels.zipMapOfIntegers(1, 1);

        assertThat(problems(model, card(model, 1, SCORE)))
                .containsExactly(
                        "the card says float for its output 'score', the model's output 'zipped' is sequence(map(int64, float)): write `type: \"map<int64:float>\"`");
    }

    @Test
    void shouldFindThatTheGoldenRowsAreOff() throws Exception {
        byte[] model = TestModels.linear(1, 1);
        float right;
        try (PlainRuntime plain = new PlainRuntime(model)) {
            right = plain.score(1f);
        }
        GoldenRow good = GoldenRow.of(new double[] {1}, new double[] {right}, 1e-6);
        GoldenRow bad = GoldenRow.of(new double[] {1}, new double[] {right + 0.001}, 1e-6);

        assertThat(problems(model, Cards.score(model, 1, good, bad)))
                .singleElement()
                .asString()
                .startsWith("golden row 2: the model's 'score' is " + right + ", the card says ")
                .contains("(tolerance 1.0E-6): it is not the model that the card was written for");
    }

    @Test
    void shouldCompareGoldenLabelsVectorsAndMaps() throws Exception {
        byte[] model = TestModels.zipMap(1, 1);
        ModelOutput label = Cards.output("label", Cards.scalar(ValueType.STRING), null, null);
        ModelOutput map =
                Cards.output(
                        "zipped",
                        new OutputType.Mapping(ValueType.STRING, ValueType.FLOAT),
                        null,
                        null);
        Map<String, Object> answer;
        try (PlainRuntime plain = new PlainRuntime(model)) {
            answer = plain.score(Map.of("input", new float[][] {{1f}}));
        }
        GoldenValue rightLabel = new GoldenValue.Text(((String[]) answer.get("label"))[0]);
        Map<?, ?> zipped = (Map<?, ?>) answer.get("zipped");
        GoldenValue rightMap = entries(zipped, 0);
        List<GoldenValue> one = List.of(new GoldenValue.Numeric(1));

        assertThat(problems(model, golden(model, label, map, one, rightLabel, rightMap))).isEmpty();
        assertThat(
                        problems(
                                model,
                                golden(
                                        model,
                                        label,
                                        map,
                                        one,
                                        new GoldenValue.Text("new"),
                                        entries(zipped, 0.1))))
                .hasSize(2)
                .allMatch(problem -> problem.startsWith("golden row 1: the model's '"));
    }

    @Test
    void shouldRefuseAMissingValueWhereTheTypeHasNone() throws Exception {
        byte[] model = TestModels.embedding(-1, 1);
        ModelCard card =
                Cards.card(
                        model,
                        List.of(Cards.input("index", ValueType.INT64)),
                        List.of(SCORE),
                        GoldenRow.of(new double[] {Double.NaN}, new double[] {1}, 1));

        assertThat(problems(model, card))
                .containsExactly(
                        "golden row 1: the input 'index' is int64 and has no missing value: give it one");
    }

    @Test
    void shouldScoreModelsARowAtATimeThatNeedIt() throws Exception {
        byte[] singleRow = TestModels.hiddenSingleRow(4, 1);
        byte[] otherBits = TestModels.zipMap(5, 5);
        ModelOutput label = Cards.output("label", Cards.scalar(ValueType.STRING), null, null);
        ModelOutput share = Cards.output("worn", Cards.scalar(ValueType.FLOAT), "zipped", "worn");

        assertThat(batch(singleRow, Cards.score(singleRow, 4))).isEqualTo(1);
        assertThat(batch(otherBits, card(otherBits, 5, label, share))).isEqualTo(1);
        assertThat(batch(TestModels.trees(5, 10, 4, 1), 5)).isZero();
        assertThat(batch(TestModels.mlp(5, 1), 5)).isZero();
        assertThat(batch(TestModels.linear(5, 1), 5)).isZero();
        assertThat(batch(TestModels.linear(5, 16, 1), 5)).isEqualTo(16);
    }

    private static int batch(byte[] model, int features) throws Exception {
        return batch(model, Cards.score(model, features));
    }

    private static int batch(byte[] model, ModelCard card) throws Exception {
        try (ModelSession session = ModelSession.load(new ModelBytes("model.onnx", model))) {
            return ModelCheck.bind(card, session).fixedBatch();
        }
    }

    @Test
    void shouldTellAnotherModelByItsSha256() throws Exception {
        byte[] model = TestModels.linear(2, 1);
        byte[] other = TestModels.linear(2, 2);

        assertThat(problems(other, Cards.score(model, 2)))
                .singleElement()
                .asString()
                .contains("the model's SHA-256 is ", "it is not the model that the card describes");
    }

    @Test
    void shouldRefuseInputsThatNoColumnCanFeed() throws Exception {
        int uint8 = 2;
        byte[] model =
                new OnnxGraph()
                        .input("input", uint8, -1, 1)
                        .node(
                                "Cast",
                                List.of("input"),
                                List.of("score"),
                                OnnxGraph.integer("to", 1))
                        .output("score", OnnxGraph.FLOAT, -1, 1)
                        .bytes();

        assertThatThrownBy(
                        () -> {
                            try (ModelSession session =
                                    ModelSession.load(new ModelBytes("m", model))) {
                                ModelCheck.bind(Cards.score(model, 1), session);
                            }
                        })
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("UINT8")
                .hasMessageContaining(
                        "only tensors of float, double, int64, int32, bool and string");
    }

    private static ModelCard golden(
            byte[] model,
            ModelOutput label,
            ModelOutput map,
            List<GoldenValue> inputs,
            GoldenValue... outputs) {
        return Cards.card(
                model,
                inputs(1),
                List.of(label, map),
                new GoldenRow(inputs, List.of(outputs), 1e-6));
    }

    private static GoldenValue entries(Map<?, ?> values, double off) {
        Map<String, GoldenValue> entries = new TreeMap<>();
        values.forEach(
                (key, value) ->
                        entries.put(
                                (String) key,
                                new GoldenValue.Numeric(((Number) value).doubleValue() + off)));
        return new GoldenValue.Entries(entries);
    }

    private static ModelCard card(byte[] model, int features, ModelOutput... outputs) {
        return Cards.card(model, inputs(features), List.of(outputs));
    }

    private static List<ModelInput> inputs(int count) {
        return IntStream.range(0, count).mapToObj(i -> ModelInput.ofFloat("f" + i)).toList();
    }

    private static List<String> problems(byte[] model, ModelCard card) throws Exception {
        try (ModelSession session = ModelSession.load(new ModelBytes("model.onnx", model))) {
            return ModelCheck.problems(card, session);
        }
    }
}
