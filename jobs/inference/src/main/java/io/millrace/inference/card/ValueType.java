package io.millrace.inference.card;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Element types that an input or an output of a model may have, named as ONNX names them. */
public enum ValueType {
    FLOAT,
    DOUBLE,
    INT64,
    INT32,
    BOOL,
    STRING;

    /** As written in a card: {@code float}, {@code int64}, ... */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isFloating() {
        return this == FLOAT || this == DOUBLE;
    }

    public static Optional<ValueType> parse(String text) {
        return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }
}
