package io.millrace.inference.stage;

import io.millrace.inference.batch.UnscorableException;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.explain.Explainer;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.annotation.Nullable;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/** Turns what an explainer says of a row into a column's value. For the task's thread. */
final class Explanations implements AutoCloseable {

    private final ExplainPlan plan;
    private final Explainer explainer;
    private final RowInputs inputs;
    private final StringData[] names;
    private final double[] contributions;
    private final OptionalInt score;

    /**
     * @param inputs puts the columns into the explainer's cells, in the card's order
     */
    Explanations(ExplainPlan plan, ModelCard card, Explainer explainer, RowInputs inputs) {
        this.plan = plan;
        this.explainer = explainer;
        this.inputs = inputs;
        this.names =
                card.inputNames().stream().map(StringData::fromString).toArray(StringData[]::new);
        this.contributions = new double[names.length];
        this.score = Explainer.score(card);
    }

    /**
     * The value of {@link ColumnTypes#EXPLANATION}.
     *
     * @param outputs of the model for this row, by the card's position
     * @return null for a row that is not explained
     */
    @Nullable
    GenericArrayData of(RowData row, IntFunction<Object> outputs) {
        if (!isWanted(outputs)) {
            return null;
        }
        try {
            explainer.explain(place -> read(row, place), contributions);
        } catch (UnscorableException e) {
            return null; // the row was scored: better without an explanation than not at all
        }
        List<Integer> strongest =
                IntStream.range(0, contributions.length)
                        .filter(input -> Math.abs(contributions[input]) > 0)
                        .boxed()
                        .sorted(
                                Comparator.comparingDouble(
                                        input -> -Math.abs(contributions[input])))
                        .limit(plan.top())
                        .toList();
        return new GenericArrayData(
                strongest.stream()
                        .map(input -> GenericRowData.of(names[input], contributions[input]))
                        .toArray());
    }

    private boolean isWanted(IntFunction<Object> outputs) {
        if (plan.above() == null || score.isEmpty()) {
            return true;
        }
        return ((Number) outputs.apply(score.getAsInt())).doubleValue() > plan.above();
    }

    private void read(RowData row, int place) {
        inputs.read(row, place, RowInputs.Missing.UNCOUNTED);
    }

    @Override
    public void close() {
        explainer.close();
    }
}
