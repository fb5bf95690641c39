package io.millrace.training.neural;

import io.millrace.training.model.ClassWeight;
import io.millrace.training.model.FittedModel;
import io.millrace.training.model.Fitting;
import io.millrace.training.model.Learner;
import io.millrace.training.request.Parameter;
import io.millrace.training.request.Parameter.Real;
import io.millrace.training.request.Parameter.Sizes;
import io.millrace.training.request.Parameter.Whole;
import io.millrace.training.request.Task;
import io.millrace.training.request.TrainingException;
import java.util.ArrayList;
import java.util.List;

/** Networks by stochastic gradient descent. */
public final class NetworkLearner implements Learner {

    static final String EPOCHS = "epochs";
    static final String EARLY_STOPPING = "early_stopping_rounds";
    static final String LEARNING_RATE = "learning_rate";
    static final String BATCH = "batch_size";
    static final String PENALTY = "l2";
    private static final String HIDDEN = "hidden";

    private final String name;
    private final boolean layered;
    private final String rate;

    private NetworkLearner(String name, boolean layered, String rate) {
        this.name = name;
        this.layered = layered;
        this.rate = rate;
    }

    /** Without hidden layers. */
    public static NetworkLearner logistic() {
        return new NetworkLearner("logistic", false, "0.01");
    }

    /** With hidden layers. */
    public static NetworkLearner mlp() {
        return new NetworkLearner("mlp", true, "0.003");
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        if (layered) {
            parameters.add(new Sizes(HIDDEN, "32,16", "sizes of the hidden layers"));
        }
        parameters.add(new Whole(EPOCHS, 200, 1, 100_000, "passes over the rows at most"));
        parameters.add(
                new Whole(
                        EARLY_STOPPING,
                        10,
                        0,
                        100_000,
                        "epochs without a better validation loss after which to stop; 0 never stops"));
        parameters.add(new Real(LEARNING_RATE, rate, 1e-6, 1, List.of(), "size of a step"));
        parameters.add(new Whole(BATCH, 256, 1, 65_536, "rows a step"));
        parameters.add(
                new Real(PENALTY, "0.0001", 0, 1000, List.of(), "L2 penalty on the weights"));
        parameters.add(ClassWeight.PARAMETER);
        return parameters;
    }

    @Override
    public FittedModel fit(Fitting fitting) {
        if (!layered && fitting.task() == Task.REGRESSION) {
            throw new TrainingException(
                    "algorithm: logistic tells chances, it estimates no numbers; take gbdt or mlp");
        }
        int[] hidden = layered ? fitting.parameters().sizes(HIDDEN) : new int[0];
        return new Descent(fitting, hidden).run(name);
    }
}
