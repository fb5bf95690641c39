package io.millrace.training.neural;

import io.millrace.inference.card.Meaning;
import io.millrace.training.dataset.Part;
import io.millrace.training.model.FittedModel;
import io.millrace.training.model.Occlusion;
import io.millrace.training.model.Round;
import io.millrace.training.onnx.Attribute;
import io.millrace.training.onnx.OnnxGraph;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A fitted network: standardised features through dense layers, rectified between them, with a
 * sigmoid at the end of a classifier.
 */
record Network(
        String name,
        Standardizer standardizer,
        List<Dense> layers,
        Meaning meaning,
        Part train,
        List<Round> rounds)
        implements FittedModel {

    Network {
        layers = List.copyOf(layers);
        rounds = List.copyOf(rounds);
    }

    Network with(List<Round> course) {
        return new Network(name, standardizer, layers, meaning, train, course);
    }

    @Override
    public String description() {
        String sizes =
                layers.stream()
                        .map(layer -> Integer.toString(layer.biases().length))
                        .collect(Collectors.joining("-"));
        return layers.size() == 1
                ? name + ", " + train.width() + " weights"
                : "%s, layers %d-%s".formatted(name, train.width(), sizes);
    }

    @Override
    public float[] predict(float[] matrix, int rows) {
        float[] scores = new float[rows];
        float[] scaled = new float[train.width()];
        for (int row = 0; row < rows; row++) {
            standardizer.scale(matrix, row * train.width(), scaled);
            float[] signal = scaled;
            for (int i = 0; i < layers.size(); i++) {
                signal = layers.get(i).apply(signal, i < layers.size() - 1);
            }
            scores[row] =
                    meaning == Meaning.VALUE ? signal[0] : (float) (1 / (1 + Math.exp(-signal[0])));
        }
        return scores;
    }

    @Override
    public byte[] toOnnx() {
        OnnxGraph graph = new OnnxGraph(name, train.width());
        String signal = standardizer.toOnnx(graph);
        for (int i = 0; i < layers.size(); i++) {
            boolean last = i == layers.size() - 1;
            String sum = last && meaning == Meaning.VALUE ? OnnxGraph.SCORE : "sum_" + i;
            signal = layers.get(i).toOnnx(graph, signal, i, sum);
            if (!last) {
                signal = graph.add("Relu", "signal_" + i, List.of(signal));
            }
        }
        if (meaning != Meaning.VALUE) {
            graph.add("Sigmoid", OnnxGraph.SCORE, List.of(signal));
        }
        return graph.toBytes();
    }

    /** Sums of products in single precision, in an order that is the runtime's own. */
    @Override
    public double tolerance() {
        return 1e-5;
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
    public void close() {
        // nothing outside the heap
    }

    /**
     * A dense layer.
     *
     * @param weights row by row, one row an output
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Dense(float[] weights, float[] biases) {

        /** Of a layer whose outputs are to be multiplied, and moved, for good. */
        static Dense of(Layer layer, double factor, double shift) {
            float[] weights = new float[layer.outputs * layer.inputs];
            float[] biases = new float[layer.outputs];
            for (int output = 0; output < layer.outputs; output++) {
                int row = output * (layer.inputs + 1);
                for (int input = 0; input < layer.inputs; input++) {
                    weights[output * layer.inputs + input] =
                            (float) (layer.weights[row + input] * factor);
                }
                biases[output] = (float) (layer.weights[row + layer.inputs] * factor + shift);
            }
            return new Dense(weights, biases);
        }

        float[] apply(float[] in, boolean rectified) {
            float[] out = new float[biases.length];
            for (int output = 0; output < out.length; output++) {
                float sum = 0;
                for (int input = 0; input < in.length; input++) {
                    sum += weights[output * in.length + input] * in[input];
                }
                out[output] = rectified ? Math.max(0, sum + biases[output]) : sum + biases[output];
            }
            return out;
        }

        String toOnnx(OnnxGraph graph, String in, int place, String out) {
            int outputs = biases.length;
            String weight =
                    graph.constant("weights_" + place, weights, outputs, weights.length / outputs);
            String bias = graph.constant("biases_" + place, biases, outputs);
            return graph.add("Gemm", out, List.of(in, weight, bias), Attribute.ofLong("transB", 1));
        }
    }
}
