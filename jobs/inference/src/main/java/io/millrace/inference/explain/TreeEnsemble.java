package io.millrace.inference.explain;

import java.util.List;
import java.util.OptionalInt;

/**
 * Trees whose leaves are summed, all nodes of all trees behind one another.
 *
 * @param roots the first node of each tree
 * @param feature that a split asks for; -1 at a leaf
 * @param comparisons of the splits; of no meaning at a leaf
 * @param threshold of a split; of no meaning at a leaf
 * @param whenTrue child of a split whose comparison holds
 * @param whenFalse the other child
 * @param missingIsTrue whether NaN goes where a comparison that holds goes
 * @param weight of a leaf, 0 at a split
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; lists would box every node
record TreeEnsemble(
        int[] roots,
        int[] feature,
        List<Comparison> comparisons,
        float[] threshold,
        int[] whenTrue,
        int[] whenFalse,
        boolean[] missingIsTrue,
        double[] weight) {

    private static final int NO_TREE = -1;

    /** How a split compares, as ONNX names it. */
    enum Comparison {
        BRANCH_LEQ,
        BRANCH_LT,
        BRANCH_GTE,
        BRANCH_GT,
        BRANCH_EQ,
        BRANCH_NEQ;

        boolean holds(float value, float threshold) {
            return switch (this) {
                case BRANCH_LEQ -> value <= threshold;
                case BRANCH_LT -> value < threshold;
                case BRANCH_GTE -> value >= threshold;
                case BRANCH_GT -> value > threshold;
                case BRANCH_EQ -> value == threshold;
                case BRANCH_NEQ -> value != threshold;
            };
        }
    }

    boolean isLeaf(int node) {
        return feature[node] < 0;
    }

    /**
     * The child that a value goes to; comparisons are in single precision, as the runtime's are.
     */
    int child(int node, float value) {
        boolean yes =
                comparisons.get(node).holds(value, threshold[node])
                        || (missingIsTrue[node] && Float.isNaN(value));
        return yes ? whenTrue[node] : whenFalse[node];
    }

    /** Splits from a root to a leaf, at most; empty when a node can be reached in two ways. */
    OptionalInt depth() {
        boolean[] seen = new boolean[feature.length];
        int deepest = 0;
        for (int root : roots) {
            int depth = depth(root, seen);
            if (depth == NO_TREE) {
                return OptionalInt.empty();
            }
            deepest = Math.max(deepest, depth);
        }
        return OptionalInt.of(deepest);
    }

    private int depth(int node, boolean[] seen) {
        if (seen[node]) {
            return NO_TREE;
        }
        seen[node] = true;
        if (isLeaf(node)) {
            return 0;
        }
        int yes = depth(whenTrue[node], seen);
        int no = yes == NO_TREE ? NO_TREE : depth(whenFalse[node], seen);
        return no == NO_TREE ? NO_TREE : 1 + Math.max(yes, no);
    }

    /** The sum of the leaves that a row comes to, without the ensemble's base. */
    double sum(float[] row) {
        double sum = 0;
        for (int root : roots) {
            int node = root;
            while (!isLeaf(node)) {
                node = child(node, row[feature[node]]);
            }
            sum += weight[node];
        }
        return sum;
    }
}
