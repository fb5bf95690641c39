package io.millrace.training;

import io.millrace.training.model.Learner;
import io.millrace.training.neural.NetworkLearner;
import io.millrace.training.request.Algorithm;
import io.millrace.training.trees.GbdtLearner;
import io.millrace.training.trees.IsolationForestLearner;

/** Which class does what a user calls by a name. */
final class Learners {

    private Learners() {}

    static Learner of(Algorithm algorithm) {
        return switch (algorithm) {
            case GBDT -> new GbdtLearner();
            case LOGISTIC -> NetworkLearner.logistic();
            case MLP -> NetworkLearner.mlp();
            case ISOLATION_FOREST -> new IsolationForestLearner();
        };
    }
}
