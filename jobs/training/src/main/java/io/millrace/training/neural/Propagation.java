package io.millrace.training.neural;

import io.millrace.training.model.ClassWeight;
import io.millrace.training.model.Fitting;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Sends one row after another through the layers, and slopes back. */
final class Propagation {

    private final List<Layer> layers = new ArrayList<>();

    /** What each layer was given for the row at hand; the last is the output. */
    private final List<double[]> signals = new ArrayList<>();

    private final List<double[]> slopes = new ArrayList<>();

    private Propagation(int width) {
        signals.add(new double[width]);
        slopes.add(new double[width]);
    }

    /** With random hidden layers and a last one of zeros. */
    static Propagation of(int width, int[] hidden, Random random) {
        Propagation network = new Propagation(width);
        int inputs = width;
        for (int size : hidden) {
            network.add(new Layer(inputs, size));
            inputs = size;
        }
        network.layers.forEach(layer -> layer.randomize(random));
        network.add(new Layer(inputs, 1));
        return network;
    }

    private void add(Layer layer) {
        layers.add(layer);
        signals.add(new double[layer.outputs]);
        slopes.add(new double[layer.outputs]);
    }

    /** Sets the output for a row of which nothing is known. */
    void bias(double value) {
        double[] last = layers.get(layers.size() - 1).weights;
        last[last.length - 1] = value;
    }

    double forward(Rows rows, int row) {
        rows.copy(row, signals.get(0));
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).forward(signals.get(i), signals.get(i + 1), i < layers.size() - 1);
        }
        return signals.get(layers.size())[0];
    }

    /** Adds to the gradients for the row that went forward last. */
    void backward(double slope) {
        slopes.get(layers.size())[0] = slope;
        for (int i = layers.size() - 1; i >= 0; i--) {
            layers.get(i).backward(signals.get(i), slopes.get(i + 1), slopes.get(i));
            double[] in = signals.get(i);
            for (int j = 0; i > 0 && j < in.length; j++) {
                if (in[j] <= 0) {
                    slopes.get(i)[j] = 0;
                }
            }
        }
    }

    void step(double rate, double penalty, double rows) {
        layers.forEach(layer -> layer.step(rate, penalty, rows));
    }

    /** The network as it is now, in single precision and in the label's unit. */
    Network frozen(String name, Standardizer standardizer, Target target, Fitting fitting) {
        List<Network.Dense> frozen = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            boolean last = i == layers.size() - 1;
            frozen.add(
                    Network.Dense.of(
                            layers.get(i),
                            last ? target.deviation() : 1,
                            last ? target.mean() : 0));
        }
        return new Network(
                name,
                standardizer,
                frozen,
                ClassWeight.meaning(fitting),
                fitting.train(),
                List.of());
    }
}
