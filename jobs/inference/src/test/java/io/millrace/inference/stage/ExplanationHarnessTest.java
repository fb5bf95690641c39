package io.millrace.inference.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.inference.card.ModelCard;
import io.millrace.inference.fixture.Cards;
import io.millrace.inference.fixture.PlainRuntime;
import io.millrace.inference.fixture.TestModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationHarnessTest {

    private static final int FEATURES = 4;
    private static final double MEDIAN = 0.5;
    private static final byte[] MODEL = TestModels.mlp(FEATURES, 8);

    @TempDir Path folder;

    @Test
    void shouldNameWhatMovedTheScoreMostFirst() throws Exception {
        float[] values = {3, 0.5f, -2, 1};
        try (ScoringHarness harness = open(new ExplainPlan(2, null));
                PlainRuntime runtime = new PlainRuntime(MODEL)) {
            harness.row(1, 3.0, 0.5, -2.0, 1.0);
            harness.idle();

            List<RowData> explanation = explanations(harness).get(0);

            assertThat(explanation).hasSize(2);
            double before = Double.POSITIVE_INFINITY;
            for (RowData entry : explanation) {
                int feature = Integer.parseInt(entry.getString(0).toString().substring(1));
                float[] without = values.clone();
                without[feature] = (float) MEDIAN;
                double moved = runtime.score(values) - runtime.score(without);
                assertThat(entry.getDouble(1)).isCloseTo(moved, within(1e-6));
                assertThat(Math.abs(moved)).isLessThanOrEqualTo(before);
                before = Math.abs(moved);
            }
        }
    }

    @Test
    void shouldExplainOnlyRowsAboveTheThreshold() throws Exception {
        double between;
        try (PlainRuntime runtime = new PlainRuntime(MODEL)) {
            between = (runtime.score(3, 0.5f, -2, 1) + runtime.score(-3, 0.5f, 2, -1)) / 2;
        }
        try (ScoringHarness harness = open(new ExplainPlan(9, between))) {
            harness.row(1, 3.0, 0.5, -2.0, 1.0);
            harness.row(2, -3.0, 0.5, 2.0, -1.0);
            harness.idle();

            List<ScoringHarness.Scored> scores = harness.scores();
            List<List<RowData>> explanations = explanations(harness);
            for (int i = 0; i < 2; i++) {
                if (scores.get(i).score() > between) {
                    // the second input has its usual value and moved nothing
                    assertThat(explanations.get(i))
                            .hasSize(3)
                            .noneMatch(entry -> entry.getString(0).toString().equals("f1"));
                } else {
                    assertThat(explanations.get(i)).isNull();
                }
            }
            assertThat(explanations).containsOnlyOnce((List<RowData>) null);
        }
    }

    private ScoringHarness open(ExplainPlan explain) throws Exception {
        ModelCard card = Cards.withMedians(Cards.score(MODEL, FEATURES), 0, MEDIAN);
        ScoringPlan plan = ScoringHarness.plan(folder, MODEL, card).withExplain(explain);
        RowType rows = ScoringHarness.rows(FEATURES);
        return ScoringHarness.open(plan, rows);
    }

    private static List<List<RowData>> explanations(ScoringHarness harness) {
        int column = harness.scored.getFieldIndex("explanation");
        List<List<RowData>> all = new ArrayList<>();
        for (Object element : harness.flink.getOutput()) {
            RowData row = (RowData) ((StreamRecord<?>) element).getValue();
            if (row.isNullAt(column)) {
                all.add(null);
                continue;
            }
            List<RowData> entries = new ArrayList<>();
            for (int i = 0; i < row.getArray(column).size(); i++) {
                entries.add(row.getArray(column).getRow(i, 2));
            }
            all.add(entries);
        }
        return all;
    }
}
