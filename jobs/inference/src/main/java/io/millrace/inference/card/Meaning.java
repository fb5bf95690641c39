package io.millrace.inference.card;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a reader is to take an output's numbers. */
public enum Meaning {
    /** A number that orders rows; nothing else is promised. */
    SCORE,
    /** A number in [0, 1] to be read as a chance. */
    PROBABILITY,
    /** The class that the model decided for. */
    LABEL,
    /** An estimate in the target's own unit, such as hours of remaining life. */
    VALUE,
    /** Several numbers: class probabilities, an embedding, a reconstruction. */
    VECTOR;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Meaning> parse(String text) {
        return Arrays.stream(values()).filter(meaning -> meaning.text().equals(text)).findFirst();
    }
}
