package io.millrace.inference.batch;

import io.millrace.inference.card.OutputType;
import io.millrace.inference.card.ValueType;
import io.millrace.inference.session.OnnxPort;
import java.util.Arrays;
import javax.annotation.Nullable;

/**
 * One of the card's outputs after a run. A value is what {@link OutputType} says: Float, Double,
 * Long, Integer, Boolean or String; an array of such (primitive but for texts); or a map from Long
 * or String. Never null, but for an element that a ZipMap does not have.
 */
public final class OutputColumn {

    private static final int WHOLE = -1;

    private final Binding.Out out;
    private final OutputTensor tensor;
    private final boolean vector;
    private final int position;

    OutputColumn(Binding.Out out, OutputTensor tensor) {
        this.out = out;
        this.tensor = tensor;
        this.position = Math.max(0, out.element());
        this.vector = out.output().type() instanceof OutputType.Vector;
    }

    public OutputType type() {
        return out.output().type();
    }

    /** The value of a row of the last run. */
    @Nullable
    public Object value(int row) {
        if (tensor instanceof OutputTensor.Numbers numbers) {
            int first = row * numbers.width;
            return vector ? numbers(numbers, first) : numbers.value(first + position);
        } else if (tensor instanceof OutputTensor.Texts texts) {
            int first = row * texts.width;
            return vector
                    ? Arrays.copyOfRange(texts.values, first, first + texts.width)
                    : texts.values[first + position];
        } else {
            return mapped((OutputTensor.Maps) tensor, row);
        }
    }

    /** The same of an output of type float, without boxing. */
    public float floatValue(int row) {
        OutputTensor.Numbers numbers = (OutputTensor.Numbers) tensor;
        return numbers.values.getFloat((row * numbers.width + position) * Float.BYTES);
    }

    /** The same of an output of type double. */
    public double doubleValue(int row) {
        OutputTensor.Numbers numbers = (OutputTensor.Numbers) tensor;
        return numbers.values.getDouble((row * numbers.width + position) * Double.BYTES);
    }

    /** The same of an output of type int64. */
    public long longValue(int row) {
        OutputTensor.Numbers numbers = (OutputTensor.Numbers) tensor;
        return numbers.values.getLong((row * numbers.width + position) * Long.BYTES);
    }

    /** Whether values are one number each, which is always there: then these are the way to it. */
    public boolean isNumber() {
        return tensor instanceof OutputTensor.Numbers && !vector;
    }

    /** Values of a row, of a vector of floats; 0 for anything else. */
    public int floats() {
        return vector
                        && tensor instanceof OutputTensor.Numbers numbers
                        && numbers.type == ValueType.FLOAT
                ? numbers.width
                : 0;
    }

    /** Copies a row of such a vector. */
    public void copy(int row, float[] values) {
        OutputTensor.Numbers numbers = (OutputTensor.Numbers) tensor;
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.values.getFloat((row * numbers.width + i) * Float.BYTES);
        }
    }

    /** Finds what only a run can tell, such as the width of an output that the file leaves open. */
    void check() throws UnscorableException {
        int width =
                tensor instanceof OutputTensor.Numbers numbers
                        ? numbers.width
                        : tensor instanceof OutputTensor.Texts texts ? texts.width : 1;
        boolean single = !vector && out.element() == WHOLE;
        if ((single && width != 1) || out.element() >= width) {
            throw new UnscorableException(
                    "the model's output '%s' has %d values a row, and the card's '%s' takes %s"
                            .formatted(
                                    tensor.name,
                                    width,
                                    out.output().name(),
                                    single ? "the only one" : "element " + out.element()));
        }
    }

    @Nullable
    private Object mapped(OutputTensor.Maps maps, int row) {
        String element = out.output().element();
        if (element == null) {
            return maps.values.get(row);
        }
        boolean whole = out.port() instanceof OnnxPort.ZipMap map && map.key() == ValueType.INT64;
        return maps.values.get(row).get(whole ? (Object) Long.valueOf(element) : element);
    }

    private static Object numbers(OutputTensor.Numbers numbers, int first) {
        int width = numbers.width;
        return switch (numbers.type) {
            case FLOAT -> {
                float[] row = new float[width];
                numbers.values.asFloatBuffer().get(first, row);
                yield row;
            }
            case DOUBLE -> {
                double[] row = new double[width];
                numbers.values.asDoubleBuffer().get(first, row);
                yield row;
            }
            case INT64 -> {
                long[] row = new long[width];
                numbers.values.asLongBuffer().get(first, row);
                yield row;
            }
            case INT32 -> {
                int[] row = new int[width];
                numbers.values.asIntBuffer().get(first, row);
                yield row;
            }
            case BOOL -> {
                boolean[] row = new boolean[width];
                for (int i = 0; i < width; i++) {
                    row[i] = numbers.values.get(first + i) != 0;
                }
                yield row;
            }
            case STRING -> throw new IllegalStateException("texts are no numbers");
        };
    }
}
