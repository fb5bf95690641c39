package io.millrace.inference.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.inference.fixture.TestModels;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside a definition that walks every order of the features by their subsets. */
class TreeAttributionTest {

    private static final int FEATURES = 7;
    private static final Offset<Double> TINY = within(1e-12);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldGiveTheShapleyValues(long seed) {
        TreeEnsemble trees = trees(FEATURES, 6, 4, seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            float[] row = row(random);
            float[] reference = row(random);
            double[] contributions = new double[FEATURES];

            new TreeAttribution(trees, reference).explain(row, contributions);

            double[] wanted = byDefinition(trees, row, reference);
            for (int feature = 0; feature < FEATURES; feature++) {
                assertThat(contributions[feature]).isCloseTo(wanted[feature], TINY);
            }
        }
    }

    @Test
    void shouldAddUpToTheDifferenceFromTheReference() {
        TreeEnsemble trees = trees(40, 100, 6, 11);
        Random random = new Random(11);
        float[] reference = new float[40];
        TreeAttribution attribution = new TreeAttribution(trees, reference);
        double[] contributions = new double[40];
        for (int i = 0; i < 50; i++) {
            float[] row = new float[40];
            for (int feature = 0; feature < row.length; feature++) {
                row[feature] = (float) random.nextGaussian();
            }

            attribution.explain(row, contributions);

            assertThat(Arrays.stream(contributions).sum())
                    .isCloseTo(trees.sum(row) - trees.sum(reference), within(1e-9));
        }
    }

    @Test
    void shouldGiveNothingToARowLikeTheReference() {
        float[] row = row(new Random(5));
        double[] contributions = new double[FEATURES];

        new TreeAttribution(trees(FEATURES, 5, 4, 5), row).explain(row, contributions);

        assertThat(contributions).containsOnly(0);
    }

    private static TreeEnsemble trees(int features, int trees, int depth, long seed) {
        return TreeEnsembleReader.read(TestModels.trees(features, trees, depth, seed))
                .orElseThrow();
    }

    private static float[] row(Random random) {
        float[] row = new float[FEATURES];
        for (int i = 0; i < row.length; i++) {
            row[i] = random.nextInt(5) == 0 ? Float.NaN : (float) random.nextGaussian();
        }
        return row;
    }

    private static double[] byDefinition(TreeEnsemble trees, float[] row, float[] reference) {
        double[] values = new double[row.length];
        for (int feature = 0; feature < row.length; feature++) {
            for (int subset = 0; subset < 1 << row.length; subset++) {
                if ((subset >> feature & 1) == 0) {
                    int size = Integer.bitCount(subset);
                    double orders =
                            factorial(size)
                                    * factorial(row.length - size - 1)
                                    / factorial(row.length);
                    double gain =
                            trees.sum(mix(row, reference, subset | 1 << feature))
                                    - trees.sum(mix(row, reference, subset));
                    values[feature] += orders * gain;
                }
            }
        }
        return values;
    }

    private static float[] mix(float[] row, float[] reference, int subset) {
        float[] mixed = reference.clone();
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (subset >> i & 1) == 1 ? row[i] : reference[i];
        }
        return mixed;
    }

    private static double factorial(int number) {
        return number < 2 ? 1 : number * factorial(number - 1);
    }
}
