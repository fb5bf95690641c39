package io.millrace.inference.explain;

import io.millrace.inference.batch.BatchRunner;
import io.millrace.inference.batch.Binding;
import io.millrace.inference.batch.InputCell;
import io.millrace.inference.session.ModelSession;
import java.util.List;
import java.util.function.IntConsumer;

/** Explains by the trees themselves; nothing is run. */
final class TreeExplainer implements Explainer {

    private final TreeAttribution attribution;
    private final BatchRunner place;
    private final int[] cardInputs;
    private final float[] row;
    private final double[] values;

    TreeExplainer(TreeEnsemble trees, TypicalRow typical, ModelSession session, Binding binding) {
        List<Integer> order = binding.inputs().get(0).cardInputs();
        this.cardInputs = order.stream().mapToInt(Integer::intValue).toArray();
        this.place = new BatchRunner(session, binding, 1);
        this.row = new float[cardInputs.length];
        this.values = new double[cardInputs.length];
        float[] reference = new float[cardInputs.length];
        for (int i = 0; i < reference.length; i++) {
            reference[i] = (float) typical.value(cardInputs[i]);
        }
        this.attribution = new TreeAttribution(trees, reference);
    }

    @Override
    public Method method() {
        return Method.TREE_SHAP;
    }

    @Override
    public InputCell cell(int cardInput) {
        return place.cell(cardInput);
    }

    @Override
    public void explain(IntConsumer put, double[] contributions) {
        put.accept(0);
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) place.cell(cardInputs[i]).number(0);
        }
        attribution.explain(row, values);
        for (int i = 0; i < row.length; i++) {
            contributions[cardInputs[i]] = values[i];
        }
    }

    @Override
    public void close() {
        place.close();
    }
}
