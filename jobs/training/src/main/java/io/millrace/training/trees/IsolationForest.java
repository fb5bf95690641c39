package io.millrace.training.trees;

import io.millrace.inference.card.Meaning;
import io.millrace.training.dataset.Part;
import io.millrace.training.model.FittedModel;
import io.millrace.training.model.Occlusion;
import io.millrace.training.model.Round;
import io.millrace.training.onnx.OnnxGraph;
import java.util.List;

/**
 * {@code score = 2^(−mean depth ÷ depth expected of a sample)}: near 1 for rows unlike the rest.
 */
final class IsolationForest implements FittedModel {

    private final List<Tree> trees;
    private final int sample;
    private final Part train;

    IsolationForest(List<Tree> trees, int sample, Part train) {
        this.trees = List.copyOf(trees);
        this.sample = sample;
        this.train = train;
    }

    @Override
    public String description() {
        return "isolation-forest, %d trees of %d rows each".formatted(trees.size(), sample);
    }

    @Override
    public Meaning meaning() {
        return Meaning.SCORE;
    }

    private float factor() {
        return (float) (-1 / (IsolationTree.averageDepth(sample) * trees.size()));
    }

    @Override
    public float[] predict(float[] matrix, int rows) {
        float[] scores = new float[rows];
        for (int row = 0; row < rows; row++) {
            double depth = 0;
            for (Tree tree : trees) {
                depth += tree.leaf(matrix, row * train.width());
            }
            scores[row] = (float) Math.pow(2, depth * factor());
        }
        return scores;
    }

    @Override
    public byte[] toOnnx() {
        OnnxGraph graph = new OnnxGraph("isolation-forest", train.width());
        String depth = TreeGraph.sum(graph, trees, 0, "depth");
        String factor = graph.constant("factor", new float[] {factor()}, 1);
        String exponent = graph.add("Mul", "exponent", List.of(depth, factor));
        String two = graph.constant("two", new float[] {2}, 1);
        graph.add("Pow", OnnxGraph.SCORE, List.of(two, exponent));
        return graph.toBytes();
    }

    @Override
    public double tolerance() {
        return 1e-6;
    }

    @Override
    public double[] importance() {
        return Occlusion.of(this::predict, train);
    }

    @Override
    public String importanceKind() {
        return Occlusion.KIND;
    }

    @Override
    public List<Round> rounds() {
        return List.of();
    }

    @Override
    public void close() {
        // nothing outside the heap
    }
}
