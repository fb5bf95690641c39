package io.millrace.training.request;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The kinds of model that can be trained here. */
public enum Algorithm {
    /** Gradient boosted trees. NaN goes a way that each split has learnt. */
    GBDT;

    /** As users write it: {@code gbdt}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static List<String> texts() {
        return Arrays.stream(values()).map(Algorithm::text).toList();
    }
}
