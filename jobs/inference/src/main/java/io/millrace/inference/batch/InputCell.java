package io.millrace.inference.batch;

import io.millrace.inference.card.ValueType;

/** The place of one of the card's inputs in the tensors. */
public final class InputCell {

    private final InputTensor tensor;
    private final int offset;
    private final int width;

    InputCell(InputTensor tensor, int offset) {
        this.tensor = tensor;
        this.offset = offset;
        this.width = tensor.in.width();
    }

    public ValueType type() {
        return tensor.in.tensor().element();
    }

    /** What was put last, as the tensor holds it; of numbers and booleans only. */
    public double number(int row) {
        return tensor.number(row * width + offset);
    }

    /** Rounds to what the tensor holds. True when the value is NaN. */
    public boolean put(int row, double value) {
        tensor.put(row * width + offset, value);
        return Double.isNaN(value);
    }

    /** Never NaN, and so false. */
    public boolean put(int row, long value) {
        tensor.put(row * width + offset, value);
        return false;
    }

    /** Never NaN, and so false. */
    public boolean put(int row, boolean value) {
        tensor.put(row * width + offset, value);
        return false;
    }

    /** Never NaN, and so false. */
    public boolean put(int row, String value) {
        tensor.put(row * width + offset, value);
        return false;
    }

    /**
     * NaN, for a value that is not there.
     *
     * @return false when the tensor's type has none: then the row cannot be scored
     */
    public boolean putMissing(int row) {
        if (!type().isFloating()) {
            return false;
        }
        return put(row, Double.NaN);
    }
}
