package io.millrace.inference.explain;

import io.millrace.inference.batch.BatchRunner;
import io.millrace.inference.batch.Binding;
import io.millrace.inference.batch.InputCell;
import io.millrace.inference.batch.UnscorableException;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelOutput;
import io.millrace.inference.card.OutputType;
import io.millrace.inference.card.ValueType;
import io.millrace.inference.session.ModelSession;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Explains by scoring the row again and again, with one input after another made typical. */
final class OcclusionExplainer implements Explainer {

    private static final int MOST_ROWS = 128;

    private final BatchRunner runner;
    private final TypicalRow typical;
    private final int output;
    private final int[] hidden;

    OcclusionExplainer(int output, TypicalRow typical, ModelSession session, Binding binding) {
        this.runner = new BatchRunner(session, binding, Math.min(MOST_ROWS, typical.size() + 1));
        this.typical = typical;
        this.output = output;
        this.hidden =
                IntStream.range(0, typical.size())
                        .filter(
                                input ->
                                        replaceable(
                                                runner.cell(input).type(), typical.value(input)))
                        .toArray();
    }

    private static boolean replaceable(ValueType type, double value) {
        return type.isFloating() || (type != ValueType.STRING && !Double.isNaN(value));
    }

    /** The first output that is one number; a label is none. */
    static OptionalInt explainable(ModelCard card) {
        return IntStream.range(0, card.outputs().size())
                .filter(i -> isNumber(card.outputs().get(i)))
                .findFirst();
    }

    private static boolean isNumber(ModelOutput output) {
        return output.type() instanceof OutputType.Scalar scalar && scalar.value().isFloating();
    }

    @Override
    public Method method() {
        return Method.OCCLUSION;
    }

    @Override
    public InputCell cell(int cardInput) {
        return runner.cell(cardInput);
    }

    @Override
    public void explain(IntConsumer put, double[] contributions) throws UnscorableException {
        Arrays.fill(contributions, Double.NaN);
        double score = 0;
        int scorings = hidden.length + 1;
        for (int first = 0; first < scorings; first += runner.capacity()) {
            int rows = Math.min(runner.capacity(), scorings - first);
            for (int i = 0; i < runner.runSize(rows); i++) {
                put.accept(i);
                hide(first + i, i);
            }
            runner.run(rows);
            for (int i = 0; i < rows; i++) {
                double answer = ((Number) runner.column(output).value(i)).doubleValue();
                if (first + i == 0) {
                    score = answer;
                } else {
                    contributions[hidden[first + i - 1]] = score - answer;
                }
            }
        }
    }

    /** Scoring 0 is the row as it is. */
    private void hide(int scoring, int batchRow) {
        if (scoring > 0 && scoring <= hidden.length) {
            int input = hidden[scoring - 1];
            runner.cell(input).put(batchRow, typical.value(input));
        }
    }

    @Override
    public void close() {
        runner.close();
    }
}
