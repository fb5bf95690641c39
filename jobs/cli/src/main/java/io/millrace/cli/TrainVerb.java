package io.millrace.cli;

import io.millrace.cli.cluster.Complaint;
import io.millrace.cli.training.Requests;
import io.millrace.scoring.spec.ModelSpec;
import io.millrace.scoring.spec.SpecReader;
import io.millrace.training.Training;
import io.millrace.training.TrainingResult;
import io.millrace.training.request.TrainingRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fits a model to a training set. */
@Command(
        name = "train",
        description = {
            "Fits the model that features.yaml describes under `training` to a training set, and"
                    + " writes model.onnx, its card model.yaml and report.html.",
            "The same training set and settings give the same bytes."
        })
final class TrainVerb extends Verb {

    @Parameters(
            paramLabel = "MODEL_FOLDER",
            description = "The model's folder, with features.yaml.")
    private Path folder;

    @Option(
            names = "--training-set",
            required = true,
            paramLabel = "DIRECTORY",
            description = "Parquet files, as `training-set` writes them.")
    private Path trainingSet;

    @Option(
            names = "--output",
            paramLabel = "DIRECTORY",
            description = "Where the three files go; the model's folder if not given.")
    private Path output;

    @Option(
            names = "--model-version",
            defaultValue = "1",
            paramLabel = "TEXT",
            description = "The version in the card; ${DEFAULT-VALUE} if not given.")
    private String version;

    private String stage = "";

    @Override
    public Integer call() {
        if (!Files.isDirectory(trainingSet)) {
            throw new Complaint(
                    trainingSet + ": no such directory; `millrace training-set` makes one");
        }
        Map<String, String> environment = new LinkedHashMap<>(System.getenv());
        ModelSpec model = SpecReader.read(folder.resolve("features.yaml"), environment);
        TrainingRequest request =
                new Requests(model, folder)
                        .request(trainingSet, output == null ? folder : output, version);
        report(Training.run(request, this::progress));
        return 0;
    }

    private void progress(String now, long done, long total, String note) {
        if (!now.equals(stage)) {
            stage = now;
            out().println(stage);
            out().flush();
        }
    }

    private void report(TrainingResult result) {
        out().printf(
                        "%s, fitted on %,d rows (validated on %,d, tested on %,d)%n",
                        result.algorithm(),
                        result.trainRows(),
                        result.validationRows(),
                        result.testRows());
        result.metrics().forEach((name, value) -> out().printf("  %-28s %.4f%n", name, value));
        result.threshold()
                .ifPresent(threshold -> out().printf("  %-28s %.4f%n", "threshold", threshold));
        out().printf("%s%n%s%n%s%n", result.model(), result.card(), result.report());
    }
}
