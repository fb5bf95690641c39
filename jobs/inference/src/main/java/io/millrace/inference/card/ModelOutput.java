package io.millrace.inference.card;

import java.io.Serializable;
import java.util.Objects;
import javax.annotation.Nullable;

/**
 * One column that the model adds to a row.
 *
 * @param name of the column, unique in the card
 * @param type of the column
 * @param tensor ONNX output that it is taken from; null for the only one, or for the one of its own
 *     name
 * @param element takes one value out of a vector (its index, from 0) or out of a ZipMap (its key);
 *     null takes the whole
 * @param unit null when not said
 */
public record ModelOutput(
        String name,
        Meaning meaning,
        OutputType type,
        @Nullable String tensor,
        @Nullable String element,
        @Nullable String unit,
        @Nullable String description)
        implements Serializable {
    public ModelOutput {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(meaning, "meaning");
        Objects.requireNonNull(type, "type");
    }

    /** A single float column: the model's only output, or the one of this name. */
    public static ModelOutput ofFloat(String name, Meaning meaning) {
        return new ModelOutput(
                name, meaning, new OutputType.Scalar(ValueType.FLOAT), null, null, null, null);
    }
}
