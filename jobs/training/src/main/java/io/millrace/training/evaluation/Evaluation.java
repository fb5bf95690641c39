package io.millrace.training.evaluation;

import io.millrace.training.report.Report;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javax.annotation.Nullable;

/** Metrics of a model, and the charts that go with them. */
public interface Evaluation {

    /** Metrics of the test part as the card names them, such as {@code test_roc_auc}. */
    Map<String, Double> metrics();

    /** Score from which on a row counts as a 1; empty for a regression. */
    OptionalDouble threshold();

    /** The few numbers that say most. */
    List<Report.Fact> headline();

    /** All metrics on all three parts. */
    Report.Table table();

    /** Charts of the test part. */
    List<String> figures();

    /**
     * Of a classifier.
     *
     * @param threshold null takes the one with the best F1 on the validation part, or 0.5 when that
     *     has not both classes
     */
    static Evaluation ofClassifier(
            Scored train, Scored validation, Scored test, @Nullable Double threshold) {
        return new ClassifierEvaluation(
                List.of(train, validation, test),
                threshold == null ? Thresholds.best(validation) : threshold);
    }

    /** Of a regression. */
    static Evaluation ofRegression(Scored train, Scored validation, Scored test) {
        return new RegressionEvaluation(List.of(train, validation, test));
    }
}
