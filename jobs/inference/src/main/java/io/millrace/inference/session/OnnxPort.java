package io.millrace.inference.session;

import io.millrace.inference.card.ValueType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An input or an output as the model file declares it. */
public sealed interface OnnxPort {

    String name();

    /** As messages show it: {@code float[N, 20]}. */
    String type();

    /**
     * A tensor whose first dimension is the batch.
     *
     * @param shape −1 for a dimension that the file leaves open; empty when it leaves the rank open
     */
    record Tensor(String name, ValueType element, List<Long> shape) implements OnnxPort {

        public static final long OPEN = -1;

        public Tensor {
            shape = List.copyOf(shape);
        }

        /** Rows that every batch must have, or {@link #OPEN}. */
        public long batch() {
            return shape.isEmpty() ? OPEN : shape.get(0);
        }

        /** Values a row, or {@link #OPEN}. */
        public long width() {
            if (shape.isEmpty()) {
                return OPEN;
            }
            List<Long> rest = shape.subList(1, shape.size());
            return rest.contains(OPEN) ? OPEN : rest.stream().reduce(1L, Math::multiplyExact);
        }

        @Override
        public String type() {
            String dimensions =
                    IntStream.range(0, shape.size())
                            .mapToObj(this::dimension)
                            .collect(Collectors.joining(", "));
            return element.text() + "[" + (shape.isEmpty() ? "..." : dimensions) + "]";
        }

        private String dimension(int index) {
            long size = shape.get(index);
            return size != OPEN ? Long.toString(size) : index == 0 ? "N" : "?";
        }
    }

    /**
     * A sequence with a map from class to value for each row, as scikit-learn's converter makes.
     */
    record ZipMap(String name, ValueType key, ValueType value) implements OnnxPort {
        @Override
        public String type() {
            return "sequence(map(" + key.text() + ", " + value.text() + "))";
        }
    }

    /** What no column can hold: other sequences, other element types. */
    record Unsupported(String name, String type) implements OnnxPort {}
}
