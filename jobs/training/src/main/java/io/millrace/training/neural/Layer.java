package io.millrace.training.neural;

import java.util.Random;

/**
 * A dense layer while it is fitted: weights, their gradients, and Adam's moments, all in double.
 */
final class Layer {

    private static final double FIRST_DECAY = 0.9;
    private static final double SECOND_DECAY = 0.999;
    private static final double LEAST = 1e-8;

    final int inputs;
    final int outputs;

    /** Row by row, one row an output; the last of a row is its bias. */
    final double[] weights;

    private final double[] gradients;
    private final double[] firstMoments;
    private final double[] secondMoments;

    Layer(int inputs, int outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.weights = new double[outputs * (inputs + 1)];
        this.gradients = new double[weights.length];
        this.firstMoments = new double[weights.length];
        this.secondMoments = new double[weights.length];
    }

    /** Weights for rectified outputs (He et al., 2015); biases stay 0. */
    void randomize(Random random) {
        double spread = Math.sqrt(2.0 / inputs);
        for (int output = 0; output < outputs; output++) {
            for (int input = 0; input < inputs; input++) {
                weights[output * (inputs + 1) + input] = spread * random.nextGaussian();
            }
        }
    }

    void forward(double[] in, double[] out, boolean rectified) {
        for (int output = 0; output < outputs; output++) {
            int row = output * (inputs + 1);
            double sum = weights[row + inputs];
            for (int input = 0; input < inputs; input++) {
                sum += weights[row + input] * in[input];
            }
            out[output] = rectified ? Math.max(0, sum) : sum;
        }
    }

    /**
     * Adds to the gradients.
     *
     * @param in what the layer was given
     * @param slopes of the loss by output; 0 where the output was cut off
     * @param inSlopes gets those by input
     */
    void backward(double[] in, double[] slopes, double[] inSlopes) {
        for (int input = 0; input < inputs; input++) {
            inSlopes[input] = 0;
        }
        for (int output = 0; output < outputs; output++) {
            int row = output * (inputs + 1);
            for (int input = 0; input < inputs; input++) {
                gradients[row + input] += slopes[output] * in[input];
                inSlopes[input] += slopes[output] * weights[row + input];
            }
            gradients[row + inputs] += slopes[output];
        }
    }

    /**
     * One step of Adam (Kingma and Ba, 2015), after which gradients are 0 again.
     *
     * @param rate of the step, its correction for early steps included
     * @param weight that gradients are divided by
     */
    void step(double rate, double penalty, double weight) {
        for (int i = 0; i < weights.length; i++) {
            boolean bias = i % (inputs + 1) == inputs;
            double gradient = gradients[i] / weight + (bias ? 0 : penalty * weights[i]);
            firstMoments[i] = FIRST_DECAY * firstMoments[i] + (1 - FIRST_DECAY) * gradient;
            secondMoments[i] =
                    SECOND_DECAY * secondMoments[i] + (1 - SECOND_DECAY) * gradient * gradient;
            weights[i] -= rate * firstMoments[i] / (Math.sqrt(secondMoments[i]) + LEAST);
            gradients[i] = 0;
        }
    }

    /** Factor on the rate that makes up for moments having begun at 0. */
    static double correction(int step) {
        return Math.sqrt(1 - StrictMath.pow(SECOND_DECAY, step))
                / (1 - StrictMath.pow(FIRST_DECAY, step));
    }
}
