package io.millrace.inference.explain;

import java.util.Arrays;

/**
 * Shapley values of a tree ensemble against one reference row: what each feature adds to the sum of
 * the leaves when features change from the reference's values to the row's in any order, averaged
 * over all orders. They add up to the difference of the two sums.
 *
 * <p>This is TreeSHAP with an interventional background of one row (Lundberg et al., "From local
 * explanations to global understanding with explainable AI for trees", Nature Machine Intelligence
 * 2, 2020). Exact, and cheap: where row and reference agree at a split only one branch is walked,
 * and a leaf that needs p features of the row and q of the reference gives (p−1)!·q!/(p+q)! of its
 * weight to each of the former and takes p!·(q−1)!/(p+q)! from each of the latter.
 *
 * <p>For one thread.
 */
final class TreeAttribution {

    private enum Side {
        OPEN,
        ROW,
        REFERENCE
    }

    private final TreeEnsemble trees;
    private final float[] reference;
    private final Side[] sides;
    private final int[] decided;
    private final double[][] shares;

    private float[] row;
    private double[] values;
    private int count;
    private int ofRow;

    /**
     * @param reference a value for each feature, NaN for a missing one
     */
    TreeAttribution(TreeEnsemble trees, float[] reference) {
        this.trees = trees;
        this.reference = reference.clone();
        this.sides = new Side[reference.length];
        Arrays.fill(sides, Side.OPEN);
        int depth = trees.depth().orElseThrow();
        this.decided = new int[depth];
        this.shares = shares(depth);
    }

    /** By p and q: (p−1)!·q!/(p+q)!, that is 1 / (p · C(p+q, p)). */
    private static double[][] shares(int depth) {
        double[][] shares = new double[depth + 1][depth + 1];
        for (int p = 1; p <= depth; p++) {
            shares[p][0] = 1.0 / p;
            for (int q = 1; p + q <= depth; q++) {
                shares[p][q] = shares[p][q - 1] * q / (p + q);
            }
        }
        return shares;
    }

    /**
     * Explains a row.
     *
     * @param features of the row
     * @param contributions one for each feature, set
     */
    void explain(float[] features, double[] contributions) {
        row = features;
        values = contributions;
        Arrays.fill(values, 0);
        for (int root : trees.roots()) {
            walk(root);
        }
    }

    private void walk(int start) {
        int node = start;
        while (!trees.isLeaf(node)) {
            int feature = trees.feature()[node];
            int byRow = trees.child(node, row[feature]);
            int byReference = trees.child(node, reference[feature]);
            if (byRow != byReference && sides[feature] == Side.OPEN) {
                walk(byRow, feature, Side.ROW);
                walk(byReference, feature, Side.REFERENCE);
                return;
            }
            node = sides[feature] == Side.REFERENCE ? byReference : byRow;
        }
        credit(trees.weight()[node]);
    }

    private void walk(int child, int feature, Side side) {
        sides[feature] = side;
        decided[count++] = feature;
        ofRow += side == Side.ROW ? 1 : 0;
        walk(child);
        ofRow -= side == Side.ROW ? 1 : 0;
        count--;
        sides[feature] = Side.OPEN;
    }

    private void credit(double weight) {
        int ofReference = count - ofRow;
        for (int i = 0; i < count; i++) {
            int feature = decided[i];
            values[feature] +=
                    sides[feature] == Side.ROW
                            ? weight * shares[ofRow][ofReference]
                            : -weight * shares[ofReference][ofRow];
        }
    }
}
