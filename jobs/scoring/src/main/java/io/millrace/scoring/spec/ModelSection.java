package io.millrace.scoring.spec;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * The model and what it is given.
 *
 * @param onnx the model file: a path relative to the model's folder, an absolute one, or a URI
 * @param card the model card, named likewise
 * @param input {@code featured}, or a view over it
 * @param inputs the columns in the model's order; empty: the card's list
 * @param fill column to the value that takes a null's place, in the user's order; other nulls are
 *     NaN
 * @param maxBatch rows given to the model at once, more than zero
 * @param maxLinger how long a row may wait for others to share its batch; zero: not at all
 * @param registry table of the model's versions; null: the model is the one in the folder
 * @param canaryKey column whose values are shared out to canaries; null: there are none
 * @param verifyTimeout how long a version of the registry may take to be fetched and tried
 * @param drift what counts as drift; null: defaults, and nothing is measured unless an INSERT reads
 *     the table {@code drift}
 * @param explain null: no row says what moved its score
 */
public record ModelSection(
        String onnx,
        String card,
        String input,
        List<String> inputs,
        Map<String, Double> fill,
        int maxBatch,
        Duration maxLinger,
        @Nullable String registry,
        @Nullable String canaryKey,
        Duration verifyTimeout,
        @Nullable DriftSection drift,
        @Nullable ExplainSection explain) {

    /** The table of the spine's columns and all features. */
    public static final String FEATURED = "featured";

    public ModelSection {
        inputs = List.copyOf(inputs);
        fill = Collections.unmodifiableMap(new LinkedHashMap<>(fill));
    }

    /** What counts as drift, said or not. */
    public DriftSection driftOrDefaults() {
        return drift == null ? DriftSection.DEFAULTS : drift;
    }
}
