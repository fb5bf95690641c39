package io.millrace.training.trees;

/**
 * A regression tree; node 0 is the root. At a split, {@code value < threshold} goes left, NaN goes
 * the default way.
 *
 * @param left child by node; -1 at a leaf
 * @param right child by node; -1 at a leaf
 * @param feature that a node asks for; of no meaning at a leaf
 * @param values threshold of a split, or weight of a leaf
 * @param defaultLeft where NaN goes
 * @param gain that a split brought; 0 at a leaf
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; lists would box every node
record Tree(
        int[] left,
        int[] right,
        int[] feature,
        float[] values,
        boolean[] defaultLeft,
        float[] gain) {

    boolean isLeaf(int node) {
        return left[node] < 0;
    }

    /**
     * The weight of the leaf that a row comes to.
     *
     * @param offset place of the row's first feature in the matrix
     */
    float leaf(float[] matrix, int offset) {
        int node = 0;
        while (!isLeaf(node)) {
            float value = matrix[offset + feature[node]];
            boolean toLeft = Float.isNaN(value) ? defaultLeft[node] : value < values[node];
            node = toLeft ? left[node] : right[node];
        }
        return values[node];
    }
}
