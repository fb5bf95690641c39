package io.millrace.training.trees;

import io.millrace.training.request.Task;
import java.util.List;

/**
 * A sum of trees.
 *
 * @param base what the sum begins with, on the scale of the leaves: log odds for a classification
 * @param width number of features
 */
record TreeEnsemble(List<Tree> trees, float base, int width, Task task) {
    TreeEnsemble {
        trees = List.copyOf(trees);
    }

    /** Share of the whole gain that the splits on each feature brought; all 0 without a split. */
    double[] gainShares() {
        double[] shares = new double[width];
        double total = 0;
        for (Tree tree : trees) {
            for (int node = 0; node < tree.left().length; node++) {
                if (!tree.isLeaf(node)) {
                    shares[tree.feature()[node]] += tree.gain()[node];
                    total += tree.gain()[node];
                }
            }
        }
        for (int i = 0; i < width && total > 0; i++) {
            shares[i] /= total;
        }
        return shares;
    }

    int depth() {
        return trees.stream().mapToInt(tree -> depth(tree, 0)).max().orElse(0);
    }

    private static int depth(Tree tree, int node) {
        return tree.isLeaf(node)
                ? 0
                : 1 + Math.max(depth(tree, tree.left()[node]), depth(tree, tree.right()[node]));
    }
}
