package io.millrace.training.trees;

import static io.millrace.training.onnx.Attribute.ofFloats;
import static io.millrace.training.onnx.Attribute.ofLong;
import static io.millrace.training.onnx.Attribute.ofLongs;
import static io.millrace.training.onnx.Attribute.ofText;
import static io.millrace.training.onnx.Attribute.ofTexts;

import io.millrace.training.onnx.OnnxGraph;
import java.util.ArrayList;
import java.util.List;

/**
 * Trees as an operator of ONNX, TreeEnsembleRegressor. A TreeEnsembleClassifier would do the same
 * by its description, but its base values and single class go through conventions that runtimes
 * read differently.
 *
 * <p>The base is part of the first tree's leaves. XGBoost begins its sum with the base, ONNX
 * Runtime would add it at the end: in single precision that is another sum. This way both add the
 * same numbers in the same order.
 */
final class TreeGraph {

    private final List<Long> trees = new ArrayList<>();
    private final List<Long> nodes = new ArrayList<>();
    private final List<Long> features = new ArrayList<>();
    private final List<String> modes = new ArrayList<>();
    private final List<Float> thresholds = new ArrayList<>();
    private final List<Long> whenTrue = new ArrayList<>();
    private final List<Long> whenFalse = new ArrayList<>();
    private final List<Long> missingTracksTrue = new ArrayList<>();
    private final List<Long> leafTrees = new ArrayList<>();
    private final List<Long> leafNodes = new ArrayList<>();
    private final List<Long> leafTargets = new ArrayList<>();
    private final List<Float> leafWeights = new ArrayList<>();

    private TreeGraph() {}

    /**
     * Adds the sum of all trees to a graph.
     *
     * @param base added to each row's sum
     * @param output name of the sum
     */
    static String sum(OnnxGraph graph, List<Tree> trees, float base, String output) {
        TreeGraph arrays = new TreeGraph();
        for (int tree = 0; tree < trees.size(); tree++) {
            arrays.add(tree, trees.get(tree), tree == 0 ? base : 0);
        }
        return arrays.regressor(graph, output);
    }

    private void add(long number, Tree tree, float base) {
        for (int node = 0; node < tree.left().length; node++) {
            boolean leaf = tree.isLeaf(node);
            trees.add(number);
            nodes.add((long) node);
            features.add(leaf ? 0L : tree.feature()[node]);
            modes.add(leaf ? "LEAF" : "BRANCH_LT");
            thresholds.add(leaf ? 0f : tree.values()[node]);
            whenTrue.add(leaf ? 0L : tree.left()[node]);
            whenFalse.add(leaf ? 0L : tree.right()[node]);
            missingTracksTrue.add(!leaf && tree.defaultLeft()[node] ? 1L : 0L);
            if (leaf) {
                leafTrees.add(number);
                leafNodes.add((long) node);
                leafTargets.add(0L);
                leafWeights.add(base + tree.values()[node]);
            }
        }
    }

    private String regressor(OnnxGraph graph, String output) {
        return graph.add(
                OnnxGraph.ML,
                "TreeEnsembleRegressor",
                output,
                List.of(OnnxGraph.FEATURES),
                ofLongs("nodes_treeids", trees),
                ofLongs("nodes_nodeids", nodes),
                ofLongs("nodes_featureids", features),
                ofTexts("nodes_modes", modes),
                ofFloats("nodes_values", thresholds),
                ofLongs("nodes_truenodeids", whenTrue),
                ofLongs("nodes_falsenodeids", whenFalse),
                ofLongs("nodes_missing_value_tracks_true", missingTracksTrue),
                ofLongs("target_treeids", leafTrees),
                ofLongs("target_nodeids", leafNodes),
                ofLongs("target_ids", leafTargets),
                ofFloats("target_weights", leafWeights),
                ofLong("n_targets", 1),
                ofText("aggregate_function", "SUM"),
                ofText("post_transform", "NONE"));
    }
}
