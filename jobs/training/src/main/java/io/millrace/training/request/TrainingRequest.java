package io.millrace.training.request;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.annotation.Nullable;

/**
 * A training run.
 *
 * @param name of the model
 * @param version of the model, as its owner counts
 * @param threshold score from which on a row counts as a 1 in precision and recall, in (0, 1); null
 *     takes the one with the best F1 on the validation part. Classification only.
 * @param output directory for {@code model.onnx}, {@code model.yaml} and {@code report.html}; made
 *     when there is none
 */
public record TrainingRequest(
        String name,
        String version,
        Dataset dataset,
        Columns columns,
        Split split,
        Method method,
        @Nullable Double threshold,
        Path output) {

    public TrainingRequest {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(columns, "columns");
        Objects.requireNonNull(split, "split");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(output, "output");
    }

    /**
     * Looks at the request alone, not at the files.
     *
     * @param known settings of the algorithm
     * @throws TrainingException with everything that is wrong
     */
    public Parameters check(List<Parameter> known) {
        List<String> problems = new ArrayList<>();
        checkText("name", name, problems);
        checkText("version", version, problems);
        checkColumns(problems);
        split.check(problems);
        if (split.by() == Split.By.GROUP && columns.group() == null) {
            problems.add(
                    "split: a split by group needs the group's column; name it, or split by time");
        }
        if (threshold != null && !(threshold > 0 && threshold < 1)) {
            problems.add("threshold must lie between 0 and 1, it is " + threshold);
        }
        if (threshold != null && method.task() == Task.REGRESSION) {
            problems.add("threshold: a regression has none; leave it out");
        }
        Parameters parameters = Parameters.of(known, method.parameters(), problems);
        TrainingException.throwIfAny(problems);
        return parameters;
    }

    private static void checkText(String what, String text, List<String> problems) {
        if (text.isBlank()) {
            problems.add("the model's " + what + " is empty");
        }
    }

    private void checkColumns(List<String> problems) {
        if (columns.features().isEmpty()) {
            problems.add("features: the list is empty, a model needs at least one");
        }
        Set<String> seen = new HashSet<>();
        for (String feature : columns.features()) {
            if (!seen.add(feature)) {
                problems.add("features: '" + feature + "' twice");
            }
        }
        if (seen.contains(columns.label())) {
            problems.add(
                    "features: '%s' is the label; a model that is given the answer learns nothing else"
                            .formatted(columns.label()));
        }
        if (columns.label().equals(columns.time())) {
            problems.add("'" + columns.label() + "' cannot be both label and time");
        }
    }
}
