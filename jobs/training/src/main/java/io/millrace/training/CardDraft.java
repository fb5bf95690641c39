package io.millrace.training;

import io.millrace.inference.card.ColumnBaseline;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelInput;
import io.millrace.inference.card.ModelOutput;
import io.millrace.inference.card.OutputType;
import io.millrace.inference.card.TrainingRun;
import io.millrace.inference.card.ValueType;
import io.millrace.training.dataset.Part;
import io.millrace.training.metrics.Quantiles;
import io.millrace.training.onnx.OnnxGraph;
import io.millrace.training.onnx.OnnxScorer;
import io.millrace.training.request.Columns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes down what the model file cannot say. */
final class CardDraft {

    private static final int DECILES = 11;

    private CardDraft() {}

    static ModelCard fitted(Fitted fitted, OnnxScorer scorer) {
        Part train = fitted.parts().train();
        Columns columns = fitted.request().columns();
        return new ModelCard(
                fitted.request().name(),
                fitted.request().version(),
                fitted.sha256(),
                // the same run shall give the same bytes on every day
                null,
                null,
                columns.features().stream().map(ModelInput::ofFloat).toList(),
                List.of(output(fitted)),
                GoldenSample.of(fitted.parts().test(), scorer),
                new TrainingRun(
                        fitted.model().description(),
                        train.rows(),
                        train.from(),
                        train.to(),
                        horizon(fitted),
                        fitted.evaluation().metrics()),
                baseline(fitted, scorer));
    }

    private static Duration horizon(Fitted fitted) {
        Duration horizon = fitted.request().split().horizon();
        return horizon.isZero() ? null : horizon;
    }

    private static ModelOutput output(Fitted fitted) {
        String label = fitted.request().columns().label();
        String meaning = fitted.request().columns().labelMeaning();
        String description =
                switch (fitted.model().meaning()) {
                    case PROBABILITY -> "chance that " + label + " is 1";
                    case VALUE -> "estimate of " + label;
                    default -> "orders rows by how likely " + label + " is 1";
                };
        return new ModelOutput(
                OnnxGraph.SCORE,
                fitted.model().meaning(),
                new OutputType.Scalar(ValueType.FLOAT),
                null,
                null,
                null,
                meaning == null ? description : description + ": " + meaning);
    }

    /** Features as the model saw them; scores on rows that it did not, as live ones will be. */
    private static List<ColumnBaseline> baseline(Fitted fitted, OnnxScorer scorer) {
        List<ColumnBaseline> baseline = new ArrayList<>();
        List<String> features = fitted.set().features();
        for (int i = 0; i < features.size(); i++) {
            baseline.add(baseline(features.get(i), fitted.parts().train().column(i)));
        }
        Part test = fitted.parts().test();
        baseline.add(baseline(OnnxGraph.SCORE, scorer.score(test.matrix(), test.rows())));
        return baseline;
    }

    private static ColumnBaseline baseline(String column, float[] values) {
        return new ColumnBaseline(column, Quantiles.missing(values), Quantiles.of(values, DECILES));
    }
}
