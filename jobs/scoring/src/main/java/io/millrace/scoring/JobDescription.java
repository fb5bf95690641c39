package io.millrace.scoring;

import java.util.List;
import javax.annotation.Nullable;

/**
 * What was built, for people to read.
 *
 * @param operators every operator with its uid, sources first
 * @param features in definition order
 * @param inserts tables the job writes to, in the order of the SQL file
 * @param warnings what is allowed but probably not meant, as {@code file:line: text}
 */
public record JobDescription(
        List<Operator> operators,
        List<FeatureColumn> features,
        List<String> inserts,
        List<String> warnings) {

    public JobDescription {
        operators = List.copyOf(operators);
        features = List.copyOf(features);
        inserts = List.copyOf(inserts);
        warnings = List.copyOf(warnings);
    }

    /**
     * An operator of the job's graph.
     *
     * @param uid under which its state is kept in savepoints
     */
    public record Operator(String uid, String name) {}

    /**
     * A feature as the model sees it.
     *
     * @param type as SQL writes it
     * @param origin the view or lookup
     * @param window label of the window; null when there is none
     */
    public record FeatureColumn(String name, String type, String origin, @Nullable String window) {}
}
