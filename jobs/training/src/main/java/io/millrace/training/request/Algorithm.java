package io.millrace.training.request;

import io.millrace.inference.card.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The kinds of model that can be trained here. */
public enum Algorithm {
    /** Gradient boosted trees. NaN goes a way that each split has learnt. */
    GBDT,
    /** Logistic regression on standardised features; NaN counts as the feature's mean. */
    LOGISTIC,
    /** A small neural network; NaN counts as the feature's mean. */
    MLP,
    /**
     * Scores how unlike the rest a row is. Labels take no part in the fitting, they only measure
     * it. NaN goes either way at random.
     */
    ISOLATION_FOREST;

    /** As users write it: {@code gbdt}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The reverse of {@link #text}.
     *
     * @throws TrainingException when there is no such algorithm, with those that there are
     */
    public static Algorithm of(String text) {
        List<String> known = Arrays.stream(values()).map(Algorithm::text).toList();
        int place = known.indexOf(text);
        if (place < 0) {
            String way = Suggestion.of(text, known);
            throw new TrainingException(
                    "algorithm: unknown '%s'%s"
                            .formatted(
                                    text,
                                    way.isEmpty() ? "; known: " + String.join(", ", known) : way));
        }
        return values()[place];
    }
}
