package io.millrace.training.evaluation;

import io.millrace.training.metrics.Deviations;
import io.millrace.training.metrics.Point;
import io.millrace.training.metrics.Quantiles;
import io.millrace.training.report.Axis;
import io.millrace.training.report.Plot;
import io.millrace.training.report.Plot.Ink;
import io.millrace.training.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** How far estimates are off. */
final class RegressionEvaluation implements Evaluation {

    private static final int MOST_DOTS = 1500;
    private static final int ERROR_QUANTILES = 101;

    private final List<Map<String, Double>> parts = new ArrayList<>();
    private final Scored test;

    RegressionEvaluation(List<Scored> scored) {
        this.test = scored.get(2);
        scored.forEach(part -> parts.add(part.isEmpty() ? Map.of() : measure(part)));
    }

    private static Map<String, Double> measure(Scored part) {
        Deviations deviations = Deviations.of(part.scores(), part.labels());
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("RMSE", deviations.rmse());
        metrics.put("MAE", deviations.mae());
        metrics.put("R²", deviations.r2());
        return metrics;
    }

    @Override
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("test_rmse", parts.get(2).get("RMSE"));
        metrics.put("test_mae", parts.get(2).get("MAE"));
        metrics.put("test_r2", parts.get(2).get("R²"));
        return metrics;
    }

    @Override
    public OptionalDouble threshold() {
        return OptionalDouble.empty();
    }

    @Override
    public List<Report.Fact> headline() {
        return List.of(
                Report.Fact.of("RMSE on the test part", metrics().get("test_rmse")),
                Report.Fact.of("MAE", metrics().get("test_mae")),
                Report.Fact.of("R²", metrics().get("test_r2")));
    }

    @Override
    public Report.Table table() {
        return PartTable.of(parts);
    }

    @Override
    public List<String> figures() {
        return List.of(estimates(), errors());
    }

    private String estimates() {
        int rows = test.labels().length;
        int shown = Math.min(rows, MOST_DOTS);
        List<Point> points =
                IntStream.range(0, shown)
                        .map(i -> (int) ((long) i * rows / shown))
                        .mapToObj(row -> new Point(test.labels()[row], test.scores()[row]))
                        .toList();
        double[] both =
                points.stream().flatMapToDouble(p -> DoubleStream.of(p.x(), p.y())).toArray();
        Axis x = Axis.around("label", both);
        return new Plot(x, new Axis("estimate", x.from(), x.to()))
                .dots(Ink.FAINT, points, 2.5)
                .line(Ink.FAINT, List.of(new Point(x.from(), x.from()), new Point(x.to(), x.to())))
                .legend(Ink.FAINT, "estimate = label")
                .figure("Estimates, %d rows of the test part".formatted(shown));
    }

    private String errors() {
        float[] errors = new float[test.labels().length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Math.abs(test.scores()[i] - test.labels()[i]);
        }
        List<Double> quantiles = Quantiles.of(errors, ERROR_QUANTILES);
        List<Point> points =
                IntStream.range(0, ERROR_QUANTILES)
                        .mapToObj(i -> new Point(i / (ERROR_QUANTILES - 1.0), quantiles.get(i)))
                        .toList();
        Axis y = new Axis("absolute error", 0, Math.max(quantiles.get(100), 1e-9));
        return new Plot(Axis.unit("share of the rows"), y)
                .line(Ink.FIRST, points)
                .figure("Errors by size, test part");
    }
}
