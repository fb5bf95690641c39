package io.millrace.training;

import io.millrace.training.dataset.DatasetReader;
import io.millrace.training.dataset.Part;
import io.millrace.training.dataset.Parts;
import io.millrace.training.dataset.Splitter;
import io.millrace.training.dataset.TrainingSet;
import io.millrace.training.evaluation.Evaluation;
import io.millrace.training.evaluation.Scored;
import io.millrace.training.model.FittedModel;
import io.millrace.training.model.Fitting;
import io.millrace.training.model.Learner;
import io.millrace.training.onnx.OnnxScorer;
import io.millrace.training.request.Parameters;
import io.millrace.training.request.Progress;
import io.millrace.training.request.Task;
import io.millrace.training.request.TrainingException;
import io.millrace.training.request.TrainingRequest;

/** From a training set to a model, its card and a report. */
public final class Training {

    private static final String CHECKING = "checking the export";
    private static final String EVALUATING = "evaluating";

    private final TrainingRequest request;
    private final Progress progress;

    private Training(TrainingRequest request, Progress progress) {
        this.request = request;
        this.progress = progress;
    }

    /**
     * Fits, exports, checks and writes. The same request and rows give the same bytes in all three
     * files. What lay in the output directory is replaced only when all went well.
     *
     * @throws TrainingException with everything that is wrong with request or rows, or when the
     *     exported model does not agree with the fitted one
     */
    public static TrainingResult run(TrainingRequest request, Progress progress) {
        return new Training(request, progress).run();
    }

    private TrainingResult run() {
        Learner learner = Learners.of(request.method().algorithm());
        Parameters parameters = request.check(learner.parameters());
        learner.requireRunnable();
        Task task = request.method().task();
        TrainingSet set = DatasetReader.read(request.dataset(), request.columns(), task, progress);
        Parts parts = Splitter.split(set, request.split(), task);
        Fitting fitting =
                new Fitting(
                        parts.train(),
                        parts.validation(),
                        task,
                        parameters,
                        request.method().seed(),
                        progress);
        try (FittedModel model = learner.fit(fitting)) {
            return export(set, parts, parameters, model);
        }
    }

    private TrainingResult export(
            TrainingSet set, Parts parts, Parameters parameters, FittedModel model) {
        byte[] onnx = model.toOnnx();
        try (OnnxScorer scorer = new OnnxScorer(onnx)) {
            progress.report(CHECKING, 0, 1, "");
            double deviation = Agreement.of(model, scorer, set, request.method());
            progress.report(CHECKING, 1, 1, "");
            Evaluation evaluation = evaluate(parts, scorer);
            Fitted fitted =
                    new Fitted(request, set, parts, parameters, model, onnx, evaluation, deviation);
            return Outputs.write(
                    fitted, CardDraft.fitted(fitted, scorer), ReportDraft.fitted(fitted).toHtml());
        }
    }

    /** Metrics are of the file that will serve, not of the trainer's own form of the model. */
    private Evaluation evaluate(Parts parts, OnnxScorer scorer) {
        Scored train = score(parts.train(), scorer, 0);
        Scored validation = score(parts.validation(), scorer, 1);
        Scored test = score(parts.test(), scorer, 2);
        progress.report(EVALUATING, 3, 3, "");
        return request.method().task() == Task.CLASSIFICATION
                ? Evaluation.ofClassifier(train, validation, test, request.threshold())
                : Evaluation.ofRegression(train, validation, test);
    }

    private Scored score(Part part, OnnxScorer scorer, int place) {
        progress.report(EVALUATING, place, 3, "");
        return new Scored(scorer.score(part.matrix(), part.rows()), part.labels());
    }
}
