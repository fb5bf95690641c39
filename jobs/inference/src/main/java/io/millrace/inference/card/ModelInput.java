package io.millrace.inference.card;

import java.io.Serializable;
import java.util.Objects;
import javax.annotation.Nullable;

/**
 * One number or text that the model looks at.
 *
 * @param name unique in the card; by default also the column that feeds it
 * @param type element type of the ONNX input that it goes to
 * @param tensor ONNX input that it goes to; null for the only one, or for the one of its own name.
 *     Inputs of one tensor stand in it in the card's order.
 * @param unit as a reader understands it, such as {@code V} or {@code 1/min}; null when not said
 */
public record ModelInput(
        String name,
        ValueType type,
        @Nullable String tensor,
        @Nullable String unit,
        @Nullable String description)
        implements Serializable {
    public ModelInput {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }

    /** A float of the model's only tensor. */
    public static ModelInput ofFloat(String name) {
        return new ModelInput(name, ValueType.FLOAT, null, null, null);
    }
}
