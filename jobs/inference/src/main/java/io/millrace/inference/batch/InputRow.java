package io.millrace.inference.batch;

/**
 * A row on its way into a tensor of floats that takes all of the card's inputs in their order: put
 * together in an array, copied in one go. What {@link InputCell cells} of the row held is
 * overwritten.
 */
public final class InputRow {

    private final InputTensor.Floats tensor;
    private final float[] values;

    InputRow(InputTensor.Floats tensor) {
        this.tensor = tensor;
        this.values = new float[tensor.in.width()];
    }

    /** One for each of the card's inputs; the same array each time. */
    public float[] values() {
        return values;
    }

    /** Copies the {@link #values} into the batch. */
    public void put(int row) {
        tensor.put(row, values);
    }

    /** Copies floats in native byte order into the batch, past the {@link #values}. */
    public void put(int row, byte[] floats, int offset) {
        tensor.put(row, floats, offset);
    }
}
