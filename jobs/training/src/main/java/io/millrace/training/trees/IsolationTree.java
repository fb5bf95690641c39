package io.millrace.training.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Grows one tree of random splits; its leaves hold the depth at which a row would be alone. */
final class IsolationTree {

    private static final double EULER = 0.5772156649015329;

    private final float[] matrix;
    private final int width;
    private final int deepest;
    private final Random random;

    private final List<Integer> left = new ArrayList<>();
    private final List<Integer> right = new ArrayList<>();
    private final List<Integer> feature = new ArrayList<>();
    private final List<Float> values = new ArrayList<>();
    private final List<Boolean> defaultLeft = new ArrayList<>();

    IsolationTree(float[] matrix, int width, int sample, Random random) {
        this.matrix = matrix;
        this.width = width;
        this.deepest = 32 - Integer.numberOfLeadingZeros(Math.max(1, sample - 1));
        this.random = random;
    }

    Tree grow(int[] rows) {
        grow(rows, 0);
        int nodes = left.size();
        float[] numbers = new float[nodes];
        boolean[] directions = new boolean[nodes];
        for (int node = 0; node < nodes; node++) {
            numbers[node] = values.get(node);
            directions[node] = defaultLeft.get(node);
        }
        return new Tree(
                ints(left), ints(right), ints(feature), numbers, directions, new float[nodes]);
    }

    /** Returns the number of the subtree's root. */
    private int grow(int[] rows, int depth) {
        int node = left.size();
        int chosen = depth == deepest || rows.length < 2 ? -1 : chooseFeature(rows);
        add(chosen, (float) (depth + averageDepth(rows.length)));
        if (chosen >= 0) {
            float threshold = threshold(rows, chosen);
            boolean missingLeft = random.nextBoolean();
            values.set(node, threshold);
            defaultLeft.set(node, missingLeft);
            int[] lower =
                    Arrays.stream(rows)
                            .filter(row -> goesLeft(row, chosen, threshold, missingLeft))
                            .toArray();
            int[] upper =
                    Arrays.stream(rows)
                            .filter(row -> !goesLeft(row, chosen, threshold, missingLeft))
                            .toArray();
            left.set(node, grow(lower, depth + 1));
            right.set(node, grow(upper, depth + 1));
        }
        return node;
    }

    private void add(int chosen, float value) {
        left.add(-1);
        right.add(-1);
        feature.add(Math.max(0, chosen));
        values.add(value);
        defaultLeft.add(false);
    }

    private boolean goesLeft(int row, int chosen, float threshold, boolean missingLeft) {
        float value = value(row, chosen);
        return Float.isNaN(value) ? missingLeft : value < threshold;
    }

    /** Any feature that has two values among the rows; -1 when there is none. */
    private int chooseFeature(int[] rows) {
        int[] candidates = new int[width];
        int count = 0;
        for (int i = 0; i < width; i++) {
            if (least(rows, i) < greatest(rows, i)) {
                candidates[count++] = i;
            }
        }
        return count == 0 ? -1 : candidates[random.nextInt(count)];
    }

    /** Above the least value and at most the greatest, so that both sides have rows. */
    private float threshold(int[] rows, int chosen) {
        double least = least(rows, chosen);
        double greatest = greatest(rows, chosen);
        float threshold = (float) (least + random.nextDouble() * (greatest - least));
        return Math.min(Math.max(threshold, Math.nextUp((float) least)), (float) greatest);
    }

    private float least(int[] rows, int column) {
        float least = Float.POSITIVE_INFINITY;
        for (int row : rows) {
            float value = value(row, column);
            least = value < least ? value : least;
        }
        return least;
    }

    private float greatest(int[] rows, int column) {
        float greatest = Float.NEGATIVE_INFINITY;
        for (int row : rows) {
            float value = value(row, column);
            greatest = value > greatest ? value : greatest;
        }
        return greatest;
    }

    private float value(int row, int column) {
        return matrix[row * width + column];
    }

    /**
     * Mean depth of a search that fails in a binary tree of so many rows; grows like a logarithm.
     */
    static double averageDepth(int rows) {
        if (rows <= 1) {
            return 0;
        }
        return rows == 2 ? 1 : 2 * (StrictMath.log(rows - 1) + EULER) - 2.0 * (rows - 1) / rows;
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
