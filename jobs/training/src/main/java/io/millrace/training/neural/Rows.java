package io.millrace.training.neural;

import io.millrace.training.dataset.Part;
import java.util.Random;

/** Standardised rows of a part, and their labels. */
final class Rows {

    private final float[] values;
    private final float[] labels;
    private final int width;

    private Rows(float[] values, float[] labels, int width) {
        this.values = values;
        this.labels = labels;
        this.width = width;
    }

    static Rows of(Part part, Standardizer standardizer) {
        float[] values = part.matrix();
        float[] scaled = new float[part.width()];
        for (int offset = 0; offset < values.length; offset += part.width()) {
            standardizer.scale(values, offset, scaled);
            System.arraycopy(scaled, 0, values, offset, scaled.length);
        }
        return new Rows(values, part.labels(), part.width());
    }

    int count() {
        return labels.length;
    }

    float label(int row) {
        return labels[row];
    }

    void copy(int row, double[] into) {
        for (int i = 0; i < width; i++) {
            into[i] = values[row * width + i];
        }
    }

    /** All row numbers in a random order (Fisher and Yates). */
    int[] shuffled(Random random) {
        int[] order = new int[labels.length];
        for (int i = 0; i < order.length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
