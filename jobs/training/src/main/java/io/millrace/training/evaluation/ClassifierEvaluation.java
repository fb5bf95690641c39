package io.millrace.training.evaluation;

import io.millrace.training.metrics.Confusion;
import io.millrace.training.metrics.Point;
import io.millrace.training.metrics.Probabilities;
import io.millrace.training.metrics.Ranking;
import io.millrace.training.report.Axis;
import io.millrace.training.report.Plot;
import io.millrace.training.report.Plot.Ink;
import io.millrace.training.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Ranking, calibration and the line drawn at the threshold. */
final class ClassifierEvaluation implements Evaluation {

    private static final int BINS = 10;

    private final List<Map<String, Double>> parts = new ArrayList<>();
    private final Scored test;
    private final double threshold;

    ClassifierEvaluation(List<Scored> scored, double threshold) {
        this.test = scored.get(2);
        this.threshold = threshold;
        scored.forEach(part -> parts.add(part.isEmpty() ? Map.of() : measure(part)));
    }

    private Map<String, Double> measure(Scored part) {
        Ranking ranking = Ranking.of(part.scores(), part.labels());
        Confusion confusion = Confusion.at(threshold, part.scores(), part.labels());
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("ROC AUC", ranking.rocAuc());
        metrics.put("PR AUC (average precision)", ranking.averagePrecision());
        metrics.put("log loss", Probabilities.logLoss(part.scores(), part.labels()));
        metrics.put("Brier score", Probabilities.brier(part.scores(), part.labels()));
        metrics.put("precision at the threshold", confusion.precision());
        metrics.put("recall at the threshold", confusion.recall());
        metrics.put("true positives", (double) confusion.truePositives());
        metrics.put("false positives", (double) confusion.falsePositives());
        metrics.put("false negatives", (double) confusion.falseNegatives());
        metrics.put("true negatives", (double) confusion.trueNegatives());
        metrics.put("share of ones", shareOfOnes(part));
        return metrics;
    }

    private static double shareOfOnes(Scored part) {
        double ones = 0;
        for (float label : part.labels()) {
            ones += label;
        }
        return ones / part.labels().length;
    }

    @Override
    public Map<String, Double> metrics() {
        Map<String, Double> measured = parts.get(2);
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("test_roc_auc", measured.get("ROC AUC"));
        metrics.put("test_pr_auc", measured.get("PR AUC (average precision)"));
        metrics.put("test_log_loss", measured.get("log loss"));
        metrics.put("test_brier", measured.get("Brier score"));
        metrics.put("test_precision", measured.get("precision at the threshold"));
        metrics.put("test_recall", measured.get("recall at the threshold"));
        metrics.put("test_positive_rate", measured.get("share of ones"));
        metrics.put("threshold", threshold);
        return metrics;
    }

    @Override
    public OptionalDouble threshold() {
        return OptionalDouble.of(threshold);
    }

    @Override
    public List<Report.Fact> headline() {
        Map<String, Double> metrics = metrics();
        return List.of(
                Report.Fact.of("ROC AUC on the test part", metrics.get("test_roc_auc")),
                Report.Fact.of("PR AUC (average precision)", metrics.get("test_pr_auc")),
                Report.Fact.of("precision at the threshold", metrics.get("test_precision")),
                Report.Fact.of("recall at the threshold", metrics.get("test_recall")),
                Report.Fact.of("threshold", threshold));
    }

    @Override
    public Report.Table table() {
        return PartTable.of(parts);
    }

    @Override
    public List<String> figures() {
        Ranking ranking = Ranking.of(test.scores(), test.labels());
        return List.of(roc(ranking), precisionRecall(ranking), calibration());
    }

    private static String roc(Ranking ranking) {
        return new Plot(Axis.unit("false positive rate"), Axis.unit("true positive rate"))
                .line(Ink.FAINT, List.of(new Point(0, 0), new Point(1, 1)))
                .line(Ink.FIRST, ranking.roc())
                .legend(Ink.FIRST, "model")
                .legend(Ink.FAINT, "chance")
                .figure("ROC curve, test part");
    }

    private String precisionRecall(Ranking ranking) {
        Confusion confusion = Confusion.at(threshold, test.scores(), test.labels());
        double share = shareOfOnes(test);
        Plot plot =
                new Plot(Axis.unit("recall"), Axis.unit("precision"))
                        .line(Ink.FAINT, List.of(new Point(0, share), new Point(1, share)))
                        .line(Ink.FIRST, ranking.precisionRecall());
        if (!Double.isNaN(confusion.precision())) {
            Point chosen = new Point(confusion.recall(), confusion.precision());
            plot.dots(Ink.SECOND, List.of(chosen), 5).legend(Ink.SECOND, "at the threshold");
        }
        return plot.legend(Ink.FIRST, "model")
                .legend(Ink.FAINT, "share of ones")
                .figure("Precision and recall, test part");
    }

    private String calibration() {
        List<Point> points = new ArrayList<>();
        for (Probabilities.Bin bin :
                Probabilities.calibration(test.scores(), test.labels(), BINS)) {
            points.add(new Point(bin.score(), bin.share()));
        }
        return new Plot(Axis.unit("mean score"), Axis.unit("share of ones"))
                .line(Ink.FAINT, List.of(new Point(0, 0), new Point(1, 1)))
                .line(Ink.FIRST, points)
                .dots(Ink.FIRST, points, 3.5)
                .legend(Ink.FIRST, "a tenth of the rows each")
                .legend(Ink.FAINT, "scores that are chances")
                .figure("Calibration, test part");
    }
}
