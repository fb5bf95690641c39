package io.millrace.inference.explain;

import io.millrace.inference.batch.Binding;
import io.millrace.inference.batch.InputCell;
import io.millrace.inference.batch.UnscorableException;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.session.ModelBytes;
import io.millrace.inference.session.ModelRefusedException;
import io.millrace.inference.session.ModelSession;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/**
 * Says how much each input moved a row's score away from that of a typical row, whose inputs have
 * the medians of the card's baseline; an input without baseline is missing there. For one thread.
 */
public sealed interface Explainer extends AutoCloseable permits TreeExplainer, OcclusionExplainer {

    /** Where contributions come from. */
    enum Method {
        /**
         * Exact Shapley values of a tree ensemble, on the scale of the leaves: log odds for a
         * classifier. They add up to the difference between the row and the typical row. Costs a
         * walk through the trees, more than once where row and typical row part.
         */
        TREE_SHAP,
        /**
         * For every other model, the score minus the score with the one input replaced by its
         * typical value. Costs as many scorings as there are inputs, and one.
         */
        OCCLUSION;

        /** As users read it: {@code tree-shap}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * The explainer that fits the model.
     *
     * @param binding of the card to the model
     * @throws ModelRefusedException when the model gives no single number that could be explained,
     *     or is no tree ensemble and its card has no baseline
     */
    static Explainer of(ModelCard card, ModelBytes model, ModelSession session, Binding binding)
            throws ModelRefusedException {
        TypicalRow typical = new TypicalRow(card);
        if (binding.inputs().size() == 1) {
            var trees = TreeEnsembleReader.read(model.content());
            if (trees.isPresent()) {
                return new TreeExplainer(trees.get(), typical, session, binding);
            }
        }
        OptionalInt output = score(card);
        if (output.isEmpty()) {
            throw new ModelRefusedException(
                    List.of(
                            "explain: none of the model's outputs is a single number (%s); only such can be explained"
                                    .formatted(String.join(", ", card.outputNames()))));
        }
        if (!typical.isKnown()) {
            throw new ModelRefusedException(
                    List.of(
                            "explain: the model's card has no baseline, so that nobody knows what a usual value is; `train` writes one"));
        }
        return new OcclusionExplainer(output.getAsInt(), typical, session, binding);
    }

    /** Position of the first output that is a single number; a label in words is none. */
    static OptionalInt score(ModelCard card) {
        return OcclusionExplainer.explainable(card);
    }

    Method method();

    /** Where the value of one of the card's inputs is to be put before it is explained. */
    InputCell cell(int cardInput);

    /**
     * Explains one row.
     *
     * @param row puts the row's values into the {@link #cell cells}, at the place it is called with
     * @param contributions set: one for each of the card's inputs, NaN for one that cannot be told
     * @throws UnscorableException when the runtime fails on the row
     */
    void explain(IntConsumer row, double[] contributions) throws UnscorableException;

    @Override
    void close();
}
