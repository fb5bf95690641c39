package io.millrace.inference.explain;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.millrace.inference.explain.TreeEnsemble.Comparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the trees in a model file: {@code TreeEnsembleRegressor} with one target, or {@code
 * TreeEnsembleClassifier} with two classes, fed by the model's only input and the only operator
 * that is more than a function of one number.
 */
final class TreeEnsembleReader {

    /** Operators behind the trees that leave the order of the sums as it is. */
    private static final List<String> PLAIN =
            List.of("Sigmoid", "Identity", "Cast", "ZipMap", "Reshape", "Squeeze", "Flatten");

    private final Map<String, AttributeProto> attributes;
    private final Map<Long, Map<Long, Integer>> places = new HashMap<>();
    private final List<Integer> roots = new ArrayList<>();

    private TreeEnsembleReader(NodeProto node) {
        this.attributes =
                node.getAttributeList().stream()
                        .collect(Collectors.toMap(AttributeProto::getName, attribute -> attribute));
    }

    /** The model's trees; empty when the model is something else, or more than trees. */
    static Optional<TreeEnsemble> read(byte[] model) {
        GraphProto graph;
        try {
            graph = ModelProto.parseFrom(model).getGraph();
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
        List<NodeProto> nodes =
                graph.getNodeList().stream()
                        .filter(node -> !PLAIN.contains(node.getOpType()))
                        .toList();
        if (nodes.size() != 1 || graph.getInputCount() != 1) {
            return Optional.empty();
        }
        NodeProto node = nodes.get(0);
        boolean fed = node.getInputList().equals(List.of(graph.getInput(0).getName()));
        return fed ? new TreeEnsembleReader(node).ensemble(node.getOpType()) : Optional.empty();
    }

    private Optional<TreeEnsemble> ensemble(String operator) {
        return switch (operator) {
            case "TreeEnsembleRegressor" ->
                    integer("n_targets", 1) == 1 ? trees("target_") : Optional.empty();
            case "TreeEnsembleClassifier" -> classes() == 2 ? trees("class_") : Optional.empty();
            default -> Optional.empty();
        };
    }

    private int classes() {
        return Math.max(integers("classlabels_int64s").size(), texts("classlabels_strings").size());
    }

    private Optional<TreeEnsemble> trees(String leaves) {
        List<Long> treeIds = integers("nodes_treeids");
        List<Long> nodeIds = integers("nodes_nodeids");
        for (int i = 0; i < treeIds.size(); i++) {
            Map<Long, Integer> tree = places.get(treeIds.get(i));
            if (tree == null) {
                tree = new HashMap<>();
                places.put(treeIds.get(i), tree);
                roots.add(i);
            }
            tree.put(nodeIds.get(i), i);
        }
        String aggregate = text("aggregate_function", "SUM");
        if (!aggregate.equals("SUM") && !aggregate.equals("AVERAGE")) {
            return Optional.empty();
        }
        double share = aggregate.equals("AVERAGE") ? 1.0 / roots.size() : 1;
        TreeEnsemble splits = splits();
        return splits.depth().isPresent()
                ? Optional.of(weighted(splits, leaves, share))
                : Optional.empty();
    }

    private TreeEnsemble splits() {
        List<Long> treeIds = integers("nodes_treeids");
        List<String> modes = texts("nodes_modes");
        List<Long> missing = integers("nodes_missing_value_tracks_true");
        int nodes = treeIds.size();
        int[] feature = new int[nodes];
        List<Comparison> comparisons = new ArrayList<>();
        float[] threshold = new float[nodes];
        int[] whenTrue = new int[nodes];
        int[] whenFalse = new int[nodes];
        boolean[] missingIsTrue = new boolean[nodes];
        for (int i = 0; i < nodes; i++) {
            boolean leaf = modes.get(i).equals("LEAF");
            comparisons.add(leaf ? Comparison.BRANCH_LT : Comparison.valueOf(modes.get(i)));
            feature[i] = leaf ? -1 : integers("nodes_featureids").get(i).intValue();
            threshold[i] = attributes.get("nodes_values").getFloats(i);
            missingIsTrue[i] = !missing.isEmpty() && missing.get(i) != 0;
            if (!leaf) {
                Map<Long, Integer> tree = places.get(treeIds.get(i));
                whenTrue[i] = tree.get(integers("nodes_truenodeids").get(i));
                whenFalse[i] = tree.get(integers("nodes_falsenodeids").get(i));
            }
        }
        int[] first = roots.stream().mapToInt(Integer::intValue).toArray();
        return new TreeEnsemble(
                first,
                feature,
                comparisons,
                threshold,
                whenTrue,
                whenFalse,
                missingIsTrue,
                new double[nodes]);
    }

    /** With two classes either both have weights, then the second counts, or one stands for it. */
    private TreeEnsemble weighted(TreeEnsemble trees, String leaves, double share) {
        List<Long> treeIds = integers(leaves + "treeids");
        List<Long> nodeIds = integers(leaves + "nodeids");
        List<Long> ids = integers(leaves + "ids");
        List<Float> weights = attributes.get(leaves + "weights").getFloatsList();
        long counted = ids.stream().mapToLong(Long::longValue).max().orElse(0);
        for (int i = 0; i < treeIds.size(); i++) {
            if (ids.get(i) == counted) {
                int leaf = places.get(treeIds.get(i)).get(nodeIds.get(i));
                trees.weight()[leaf] += weights.get(i) * share;
            }
        }
        return trees;
    }

    private List<Long> integers(String name) {
        AttributeProto attribute = attributes.get(name);
        return attribute == null ? List.of() : attribute.getIntsList();
    }

    private long integer(String name, long fallback) {
        AttributeProto attribute = attributes.get(name);
        return attribute == null ? fallback : attribute.getI();
    }

    private List<String> texts(String name) {
        AttributeProto attribute = attributes.get(name);
        return attribute == null
                ? List.of()
                : attribute.getStringsList().stream().map(ByteString::toStringUtf8).toList();
    }

    private String text(String name, String fallback) {
        AttributeProto attribute = attributes.get(name);
        return attribute == null ? fallback : attribute.getS().toStringUtf8();
    }
}
