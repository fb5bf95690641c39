package io.millrace.cli.training;

import io.millrace.cli.cluster.Complaint;
import io.millrace.scoring.spec.ModelSpec;
import io.millrace.scoring.spec.TrainingSection;
import io.millrace.training.request.Algorithm;
import io.millrace.training.request.Columns;
import io.millrace.training.request.Dataset;
import io.millrace.training.request.Method;
import io.millrace.training.request.Split;
import io.millrace.training.request.Task;
import io.millrace.training.request.TrainingException;
import io.millrace.training.request.TrainingRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Turns a specification into a training run. */
public final class Requests {

    private final ModelSpec spec;
    private final TrainingSection training;

    /**
     * @param folder named when the specification has no such section
     * @throws Complaint if it has none
     */
    public Requests(ModelSpec spec, Path folder) {
        this.spec = spec;
        if (spec.training() == null) {
            throw new Complaint(
                    folder.resolve("features.yaml")
                            + ": there is no `training` section; it names at least the label");
        }
        this.training = spec.training();
    }

    /**
     * The run.
     *
     * @param version of the model that is made
     * @throws Complaint with the place in the specification of what cannot be
     */
    public TrainingRequest request(Path trainingSet, Path output, String version) {
        Dataset dataset = Dataset.of(trainingSet, Dataset.Format.PARQUET);
        return new TrainingRequest(
                spec.name(),
                version,
                dataset,
                columns(TrainingSetColumns.of(trainingSet)),
                split(),
                new Method(task(), algorithm(), training.parameters(), training.seed()),
                training.threshold(),
                output);
    }

    /**
     * The model's inputs as the specification lists them; if it lists none, whatever the training
     * set has beside label, time and group, in its order.
     */
    private Columns columns(List<String> present) {
        String time = Objects.requireNonNullElseGet(training.time(), this::spineTime);
        List<String> others =
                Stream.of(training.label(), time, training.group())
                        .filter(Objects::nonNull)
                        .toList();
        List<String> features =
                spec.model().inputs().isEmpty()
                        ? present.stream().filter(column -> !others.contains(column)).toList()
                        : spec.model().inputs();
        return new Columns(
                features, training.label(), time, training.group(), training.labelMeaning());
    }

    private String spineTime() {
        return spec.source(spec.spine().table())
                .flatMap(source -> java.util.Optional.ofNullable(source.time()))
                .orElseThrow(
                        () ->
                                complaint(
                                        "training",
                                        "name the column that orders the rows, for example"
                                                + " time: event_time"));
    }

    private Split split() {
        Split.By by =
                training.split() == TrainingSection.Split.GROUP ? Split.By.GROUP : Split.By.TIME;
        return new Split(by, training.test(), training.validation(), training.horizon());
    }

    private Task task() {
        return training.task() == TrainingSection.Task.REGRESSION
                ? Task.REGRESSION
                : Task.CLASSIFICATION;
    }

    private Algorithm algorithm() {
        try {
            return Algorithm.of(training.algorithm().toLowerCase(Locale.ROOT));
        } catch (TrainingException e) {
            throw new Complaint(
                    spec.positions().at("training.algorithm") + ": " + e.getMessage(), e);
        }
    }

    private Complaint complaint(String path, String message) {
        return new Complaint(spec.positions().at(path) + ": " + path + ": " + message);
    }
}
