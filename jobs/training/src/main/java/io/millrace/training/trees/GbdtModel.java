package io.millrace.training.trees;

import io.millrace.inference.card.Meaning;
import io.millrace.training.model.FittedModel;
import io.millrace.training.model.Round;
import io.millrace.training.onnx.OnnxGraph;
import io.millrace.training.request.Task;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** A booster, and the trees up to its best round. */
final class GbdtModel implements FittedModel {

    private final Booster booster;
    private final TreeEnsemble ensemble;
    private final Meaning meaning;
    private final List<Round> rounds;

    GbdtModel(Booster booster, TreeEnsemble ensemble, Meaning meaning, List<Round> rounds) {
        this.booster = booster;
        this.ensemble = ensemble;
        this.meaning = meaning;
        this.rounds = rounds;
    }

    @Override
    public String description() {
        return "gbdt, %d trees of depth %d".formatted(ensemble.trees().size(), ensemble.depth());
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }

    @Override
    public float[] predict(float[] matrix, int rows) {
        try {
            DMatrix values = new DMatrix(matrix, rows, ensemble.width(), Float.NaN);
            try {
                return first(booster.predict(values, false, ensemble.trees().size()));
            } finally {
                values.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost cannot predict: " + e.getMessage(), e);
        }
    }

    private static float[] first(float[][] predictions) {
        float[] scores = new float[predictions.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = predictions[i][0];
        }
        return scores;
    }

    @Override
    public byte[] toOnnx() {
        OnnxGraph graph = new OnnxGraph("gbdt", ensemble.width());
        if (ensemble.task() == Task.REGRESSION) {
            TreeGraph.sum(graph, ensemble.trees(), ensemble.base(), OnnxGraph.SCORE);
        } else {
            String margin = TreeGraph.sum(graph, ensemble.trees(), ensemble.base(), "margin");
            graph.add("Sigmoid", OnnxGraph.SCORE, List.of(margin));
        }
        return graph.toBytes();
    }

    @Override
    public double tolerance() {
        return 1e-6;
    }

    @Override
    public double[] importance() {
        return ensemble.gainShares();
    }

    @Override
    public String importanceKind() {
        return "gain";
    }

    @Override
    public List<Round> rounds() {
        return rounds;
    }

    @Override
    public void close() {
        booster.dispose();
    }
}
