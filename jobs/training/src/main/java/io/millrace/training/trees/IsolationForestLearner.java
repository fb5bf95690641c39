package io.millrace.training.trees;

import io.millrace.training.dataset.Part;
import io.millrace.training.model.FittedModel;
import io.millrace.training.model.Fitting;
import io.millrace.training.model.Learner;
import io.millrace.training.request.Parameter;
import io.millrace.training.request.Parameter.Whole;
import io.millrace.training.request.Task;
import io.millrace.training.request.TrainingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Isolation forest (Liu, Ting and Zhou, 2008): rows that few random splits set apart are unlike the
 * rest.
 */
public final class IsolationForestLearner implements Learner {

    private static final String STAGE = "growing trees";

    private static final Whole TREES = new Whole("trees", 100, 1, 10_000, "number of trees");
    private static final Whole SAMPLE =
            new Whole("sample", 256, 2, 65_536, "rows that each tree is grown from");

    @Override
    public List<Parameter> parameters() {
        return List.of(TREES, SAMPLE);
    }

    @Override
    public FittedModel fit(Fitting fitting) {
        if (fitting.task() == Task.REGRESSION) {
            throw new TrainingException(
                    "algorithm: isolation-forest estimates no numbers; take gbdt or mlp");
        }
        int trees = fitting.parameters().whole(TREES.name());
        Part train = fitting.train();
        int sample = Math.min(fitting.parameters().whole(SAMPLE.name()), train.rows());
        Random random = new Random(fitting.seed());
        float[] matrix = train.matrix();
        List<Tree> grown = new ArrayList<>();
        for (int tree = 0; tree < trees; tree++) {
            int[] rows = random.ints(0, train.rows()).distinct().limit(sample).toArray();
            grown.add(new IsolationTree(matrix, train.width(), sample, random).grow(rows));
            fitting.progress().report(STAGE, tree + 1, trees, "");
        }
        return new IsolationForest(grown, sample, train);
    }
}
