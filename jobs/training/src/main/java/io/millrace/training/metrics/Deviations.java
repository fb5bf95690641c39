package io.millrace.training.metrics;

/**
 * How far estimates are off, in the label's unit.
 *
 * @param rmse root of the mean squared error
 * @param mae mean absolute error
 * @param r2 share of the labels' variance that the estimates account for; NaN when labels are all
 *     the same
 */
public record Deviations(double rmse, double mae, double r2) {

    public static Deviations of(float[] estimates, float[] labels) {
        double mean = 0;
        for (float label : labels) {
            mean += label;
        }
        mean /= labels.length;
        double squares = 0;
        double absolutes = 0;
        double spread = 0;
        for (int i = 0; i < labels.length; i++) {
            double error = (double) estimates[i] - labels[i];
            squares += error * error;
            absolutes += Math.abs(error);
            spread += (labels[i] - mean) * (labels[i] - mean);
        }
        return new Deviations(
                Math.sqrt(squares / labels.length),
                absolutes / labels.length,
                spread == 0 ? Double.NaN : 1 - squares / spread);
    }
}
