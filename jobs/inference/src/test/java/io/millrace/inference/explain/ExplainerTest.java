package io.millrace.inference.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.inference.batch.Binding;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ValueType;
import io.millrace.inference.fixture.Cards;
import io.millrace.inference.fixture.PlainRuntime;
import io.millrace.inference.fixture.TestModels;
import io.millrace.inference.session.ModelBytes;
import io.millrace.inference.session.ModelRefusedException;
import io.millrace.inference.session.ModelSession;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainerTest {

    private static final double MEDIAN = 0.25;

    @Test
    void shouldExplainTreesOnTheScaleOfTheirLeaves() throws Exception {
        byte[] model = TestModels.trees(6, 20, 4, 2);
        TreeEnsemble trees = TreeEnsembleReader.read(model).orElseThrow();
        float[] typical = {Float.NaN, 0.25f, 0.25f, 0.25f, 0.25f, 0.25f};
        float[] row = row(6, 4);
        double[] wanted = new double[6];
        new TreeAttribution(trees, typical).explain(row, wanted);
        try (Fixture fixture =
                new Fixture(model, Cards.withMedians(Cards.score(model, 6), 1, MEDIAN))) {

            double[] contributions = fixture.explain(row);

            assertThat(fixture.explainer.method()).isEqualTo(Explainer.Method.TREE_SHAP);
            assertThat(contributions).isEqualTo(wanted);
            assertThat(Arrays.stream(contributions).sum())
                    .isCloseTo(trees.sum(row) - trees.sum(typical), within(1e-9));
        }
    }

    /** 300 inputs are more than are scored at once. */
    @ParameterizedTest
    @ValueSource(ints = {5, 127, 128, 300})
    void shouldExplainOtherModelsByScoringThemWithoutAnInput(int features) throws Exception {
        byte[] model = TestModels.mlp(features, 3);
        float[] row = row(features, 5);
        try (Fixture fixture =
                        new Fixture(
                                model, Cards.withMedians(Cards.score(model, features), 0, MEDIAN));
                PlainRuntime runtime = new PlainRuntime(model)) {

            double[] contributions = fixture.explain(row);

            assertThat(fixture.explainer.method()).isEqualTo(Explainer.Method.OCCLUSION);
            double score = runtime.score(row);
            for (int i = 0; i < features; i++) {
                float[] without = row.clone();
                without[i] = (float) MEDIAN;
                assertThat(contributions[i])
                        .isCloseTo(score - runtime.score(without), within(1e-6));
            }
        }
    }

    @Test
    void shouldRefuseAModelWithoutASingleNumber() throws Exception {
        byte[] model = TestModels.mlp(3, 1);
        ModelCard card =
                Cards.card(
                        model,
                        Cards.score(model, 3).inputs(),
                        List.of(Cards.output("score", Cards.vector(ValueType.FLOAT), null, null)));

        assertThatThrownBy(() -> new Fixture(model, card).close())
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("none of the model's outputs is a single number (score)");
    }

    @Test
    void shouldRefuseToGuessWhatIsUsual() {
        byte[] model = TestModels.mlp(3, 1);

        assertThatThrownBy(() -> new Fixture(model, Cards.score(model, 3)).close())
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("explain: the model's card has no baseline");
    }

    private static float[] row(int features, long seed) {
        Random random = new Random(seed);
        float[] row = new float[features];
        for (int i = 0; i < features; i++) {
            row[i] = (float) random.nextGaussian();
        }
        return row;
    }

    private static final class Fixture implements AutoCloseable {
        private final ModelSession session;
        private final Explainer explainer;

        Fixture(byte[] model, ModelCard card) throws Exception {
            ModelBytes bytes = new ModelBytes("model.onnx", model);
            session = ModelSession.load(bytes);
            explainer = Explainer.of(card, bytes, session, Binding.of(card, session.signature()));
        }

        double[] explain(float[] row) throws Exception {
            double[] contributions = new double[row.length];
            explainer.explain(
                    place -> {
                        for (int i = 0; i < row.length; i++) {
                            explainer.cell(i).put(place, (double) row[i]);
                        }
                    },
                    contributions);
            return contributions;
        }

        @Override
        public void close() {
            explainer.close();
            session.close();
        }
    }
}
