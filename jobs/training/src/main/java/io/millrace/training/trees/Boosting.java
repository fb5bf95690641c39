package io.millrace.training.trees;

import static io.millrace.training.trees.GbdtParameters.AUTO;
import static io.millrace.training.trees.GbdtParameters.EARLY_STOPPING;
import static io.millrace.training.trees.GbdtParameters.EVAL_METRIC;
import static io.millrace.training.trees.GbdtParameters.ROUNDS;

import io.millrace.training.dataset.Part;
import io.millrace.training.model.ClassWeight;
import io.millrace.training.model.Fitting;
import io.millrace.training.model.Round;
import io.millrace.training.request.Task;
import io.millrace.training.request.TrainingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** One run of XGBoost: rounds until the validation part no longer gains. */
final class Boosting implements AutoCloseable {

    private static final String STAGE = "boosting trees";

    private final Fitting fitting;
    private final String metric;
    private final List<DMatrix> matrices = new ArrayList<>();
    private final List<Round> rounds = new ArrayList<>();

    Boosting(Fitting fitting) {
        this.fitting = fitting;
        this.metric = metric(fitting);
        requireLikeTask();
    }

    private static String metric(Fitting fitting) {
        String wanted = fitting.parameters().text(EVAL_METRIC);
        if (!wanted.equals(AUTO)) {
            return wanted;
        }
        return fitting.task() == Task.CLASSIFICATION ? "logloss" : "rmse";
    }

    private void requireLikeTask() {
        boolean classification = fitting.task() == Task.CLASSIFICATION;
        if (List.of("logloss", "auc", "aucpr").contains(metric) != classification) {
            throw new TrainingException(
                    "parameters: eval_metric %s does not fit a %s"
                            .formatted(metric, fitting.task().name().toLowerCase(Locale.ROOT)));
        }
        Part validation = fitting.validation();
        long positives = validation.positives();
        if (metric.startsWith("auc")
                && !validation.isEmpty()
                && (positives == 0 || positives == validation.rows())) {
            throw new TrainingException(
                    "the validation part has only one class, eval_metric %s needs both; take logloss, or a larger validation share"
                            .formatted(metric));
        }
    }

    GbdtModel run() throws XGBoostError {
        matrices.add(matrix(fitting.train()));
        if (!fitting.validation().isEmpty()) {
            matrices.add(matrix(fitting.validation()));
        }
        // without a round, train only makes a booster: its own loop tells nobody how far it is
        Booster booster = XGBoost.train(matrices.get(0), settings(), 0, Map.of(), null, null);
        int best = boost(booster);
        TreeEnsemble ensemble =
                BoosterJson.parse(booster.toByteArray("json"), best + 1, fitting.task());
        return new GbdtModel(booster, ensemble, ClassWeight.meaning(fitting), List.copyOf(rounds));
    }

    private DMatrix matrix(Part part) throws XGBoostError {
        DMatrix matrix = new DMatrix(part.matrix(), part.rows(), part.width(), Float.NaN);
        matrix.setLabel(part.labels());
        return matrix;
    }

    /** Returns the number of the best round, or of the last when nothing is watched. */
    private int boost(Booster booster) throws XGBoostError {
        int most = fitting.parameters().whole(ROUNDS);
        int patience = fitting.parameters().whole(EARLY_STOPPING);
        boolean watched = !fitting.validation().isEmpty() && patience > 0;
        int best = 0;
        for (int round = 0; round < most; round++) {
            booster.update(matrices.get(0), round);
            rounds.add(evaluate(booster, round));
            if (!watched || better(rounds.get(round), rounds.get(best))) {
                best = round;
            }
            fitting.progress().report(STAGE, round + 1, most, note(rounds.get(round)));
            if (round - best >= patience && watched) {
                break;
            }
        }
        fitting.progress().report(STAGE, most, most, "best after " + (best + 1) + " trees");
        return best;
    }

    private Round evaluate(Booster booster, int round) throws XGBoostError {
        float[] values = new float[matrices.size()];
        String[] names = matrices.size() == 1 ? new String[] {"t"} : new String[] {"t", "v"};
        booster.evalSet(matrices.toArray(DMatrix[]::new), names, round, values);
        return new Round(metric, values[0], values.length == 1 ? Double.NaN : values[1]);
    }

    private boolean better(Round round, Round best) {
        return metric.startsWith("auc")
                ? round.validation() > best.validation()
                : round.validation() < best.validation();
    }

    private String note(Round round) {
        double shown = Double.isNaN(round.validation()) ? round.train() : round.validation();
        return String.format(Locale.ROOT, "%s %.5f", metric, shown);
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new TreeMap<>(fitting.parameters().all());
        settings.remove(ROUNDS);
        settings.remove(EARLY_STOPPING);
        settings.remove(ClassWeight.NAME);
        settings.put(EVAL_METRIC, metric);
        settings.put("tree_method", "hist");
        settings.put("seed", fitting.seed());
        settings.put("verbosity", 0);
        // sums of floats depend on their order: several threads would give other bytes each time
        settings.put("nthread", 1);
        if (fitting.task() == Task.CLASSIFICATION) {
            settings.put("objective", "binary:logistic");
            settings.put(ClassWeight.NAME, ClassWeight.of(fitting));
        } else {
            settings.put("objective", "reg:squarederror");
        }
        return settings;
    }

    @Override
    public void close() {
        matrices.forEach(DMatrix::dispose);
    }
}
