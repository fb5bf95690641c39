package io.millrace.training.trees;

import io.millrace.training.model.ClassWeight;
import io.millrace.training.request.Parameter;
import io.millrace.training.request.Parameter.Choice;
import io.millrace.training.request.Parameter.Real;
import io.millrace.training.request.Parameter.Whole;
import java.util.List;

/** The settings of boosted trees, by the names that XGBoost's users know. */
final class GbdtParameters {

    static final String ROUNDS = "rounds";
    static final String EARLY_STOPPING = "early_stopping_rounds";
    static final String EVAL_METRIC = "eval_metric";
    static final String AUTO = "auto";

    private static final double ANY = Double.MAX_VALUE;

    static final List<Parameter> ALL =
            List.of(
                    new Whole(ROUNDS, 500, 1, 20_000, "trees at most"),
                    new Whole(
                            EARLY_STOPPING,
                            30,
                            0,
                            20_000,
                            "rounds without a better validation metric after which to stop; 0 never stops"),
                    new Whole("max_depth", 6, 1, 20, "depth of a tree"),
                    real("learning_rate", "0.1", 1e-4, 1, "weight of each new tree"),
                    real("min_child_weight", "1", 0, ANY, "least sum of hessians in a leaf"),
                    real("gamma", "0", 0, ANY, "least loss reduction of a split"),
                    real("reg_lambda", "1", 0, ANY, "L2 penalty on leaf weights"),
                    real("reg_alpha", "0", 0, ANY, "L1 penalty on leaf weights"),
                    real("max_delta_step", "0", 0, ANY, "largest leaf weight; 0 for no limit"),
                    real("subsample", "1", 0.01, 1, "share of the rows that a tree sees"),
                    real("colsample_bytree", "1", 0.01, 1, "share of the features it sees"),
                    new Whole("max_bin", 256, 2, 65_536, "histogram bins a feature"),
                    ClassWeight.PARAMETER,
                    new Choice(
                            EVAL_METRIC,
                            AUTO,
                            List.of(AUTO, "logloss", "auc", "aucpr", "rmse", "mae"),
                            "what is watched for early stopping; auto is logloss, or rmse for a"
                                    + " regression"));

    private GbdtParameters() {}

    private static Parameter real(
            String name, String value, double least, double most, String description) {
        return new Real(name, value, least, most, List.of(), description);
    }
}
