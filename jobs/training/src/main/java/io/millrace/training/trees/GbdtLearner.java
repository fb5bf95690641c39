package io.millrace.training.trees;

import io.millrace.training.model.FittedModel;
import io.millrace.training.model.Fitting;
import io.millrace.training.model.Learner;
import io.millrace.training.request.Parameter;
import io.millrace.training.request.TrainingException;
import java.util.List;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Gradient boosted trees. */
public final class GbdtLearner implements Learner {

    @Override
    public List<Parameter> parameters() {
        return GbdtParameters.ALL;
    }

    @Override
    public void requireRunnable() {
        NativeXgboost.require();
    }

    @Override
    public FittedModel fit(Fitting fitting) {
        try (Boosting boosting = new Boosting(fitting)) {
            return boosting.run();
        } catch (XGBoostError e) {
            throw new TrainingException("XGBoost: " + e.getMessage(), e);
        }
    }
}
