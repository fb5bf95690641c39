package io.millrace.training.neural;

import io.millrace.training.request.Task;

/**
 * What a network's single output is measured against: log odds of a 1, or a standardised number.
 *
 * @param mean of the labels of a regression; 0 for a classification
 * @param deviation their standard deviation; 1 for a classification
 * @param positiveWeight of rows labelled 1
 * @param prior output to begin with
 */
record Target(Task task, double mean, double deviation, double positiveWeight, double prior) {

    static Target of(float[] labels, Task task, double positiveWeight) {
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < labels.length; i++) {
            double difference = labels[i] - mean;
            mean += difference / (i + 1);
            squares += difference * (labels[i] - mean);
        }
        if (task == Task.CLASSIFICATION) {
            double odds = positiveWeight * mean / (1 - mean);
            return new Target(task, 0, 1, positiveWeight, StrictMath.log(odds));
        }
        double deviation = Math.sqrt(squares / labels.length);
        return new Target(task, mean, deviation == 0 ? 1 : deviation, 1, 0);
    }

    double loss(double margin, float label) {
        if (task == Task.REGRESSION) {
            double error = margin - (label - mean) / deviation;
            return error * error;
        }
        // ln(1 + e^−x), without overflow
        double signed = label == 1 ? margin : -margin;
        double loss = StrictMath.log1p(StrictMath.exp(-Math.abs(signed))) + Math.max(0, -signed);
        return weight(label) * loss;
    }

    /** Slope of the loss by the output. */
    double slope(double margin, float label) {
        if (task == Task.REGRESSION) {
            return 2 * (margin - (label - mean) / deviation);
        }
        return weight(label) * (1 / (1 + StrictMath.exp(-margin)) - label);
    }

    private double weight(float label) {
        return label == 1 ? positiveWeight : 1;
    }

    String metric() {
        return task == Task.CLASSIFICATION ? "logloss" : "rmse";
    }

    /** A mean loss as the metric's value, in the label's unit. */
    double shown(double loss) {
        return task == Task.CLASSIFICATION ? loss : Math.sqrt(loss) * deviation;
    }
}
