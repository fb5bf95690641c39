package io.millrace.inference.card;

import java.io.Serializable;
import java.util.Optional;

/** The type of an output's column: one value, a vector, or a map from class to value (ZipMap). */
public sealed interface OutputType extends Serializable {

    /** Element type of the values. */
    ValueType value();

    /** As written in a card: {@code float}, {@code float[]}, {@code map<string:float>}. */
    String text();

    record Scalar(ValueType value) implements OutputType {
        @Override
        public String text() {
            return value.text();
        }
    }

    record Vector(ValueType value) implements OutputType {
        @Override
        public String text() {
            return value.text() + "[]";
        }
    }

    /** Keys are INT64 or STRING, as ONNX allows. */
    record Mapping(ValueType key, ValueType value) implements OutputType {
        public Mapping {
            if (key != ValueType.INT64 && key != ValueType.STRING) {
                throw new IllegalArgumentException("map keys are int64 or string, not " + key);
            }
        }

        @Override
        public String text() {
            return "map<" + key.text() + ":" + value.text() + ">";
        }
    }

    /** The reverse of {@link #text}; empty when the text is no such type. */
    static Optional<OutputType> parse(String text) {
        String trimmed = text.trim();
        if (trimmed.endsWith("[]")) {
            return ValueType.parse(trimmed.substring(0, trimmed.length() - 2)).map(Vector::new);
        }
        if (trimmed.startsWith("map<") && trimmed.endsWith(">")) {
            return parseMapping(trimmed.substring(4, trimmed.length() - 1));
        }
        return ValueType.parse(trimmed).map(Scalar::new);
    }

    private static Optional<OutputType> parseMapping(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        Optional<ValueType> key =
                ValueType.parse(text.substring(0, colon).trim())
                        .filter(type -> type == ValueType.INT64 || type == ValueType.STRING);
        return key.flatMap(
                k ->
                        ValueType.parse(text.substring(colon + 1).trim())
                                .map(value -> new Mapping(k, value)));
    }
}
