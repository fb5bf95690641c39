package io.millrace.inference.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.inference.fixture.PlainRuntime;
import io.millrace.inference.fixture.TestModels;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TreeEnsembleReaderTest {

    @Test
    void shouldReadTheTreesThatTheRuntimeRuns() throws Exception {
        byte[] model = TestModels.trees(9, 30, 5, 3);
        TreeEnsemble trees = TreeEnsembleReader.read(model).orElseThrow();
        Random random = new Random(3);
        try (PlainRuntime runtime = new PlainRuntime(model)) {
            for (int i = 0; i < 200; i++) {
                float[] row = row(random);

                double score = 1 / (1 + Math.exp(-trees.sum(row)));

                assertThat((double) runtime.score(row)).isCloseTo(score, within(1e-6));
            }
        }
    }

    private static float[] row(Random random) {
        float[] row = new float[9];
        for (int i = 0; i < row.length; i++) {
            row[i] = random.nextInt(6) == 0 ? Float.NaN : (float) random.nextGaussian();
        }
        return row;
    }

    @Test
    void shouldLeaveOtherModelsAlone() {
        assertThat(TreeEnsembleReader.read(TestModels.mlp(5, 1))).isEmpty();
        assertThat(TreeEnsembleReader.read(TestModels.linear(5, 1))).isEmpty();
        assertThat(TreeEnsembleReader.read(TestModels.zipMap(5, 1))).isEmpty();
        assertThat(TreeEnsembleReader.read(TestModels.namedColumns(1))).isEmpty();
        assertThat(TreeEnsembleReader.read(new byte[] {1, 2, 3})).isEmpty();
    }
}
