package io.millrace.training.dataset;

import java.time.Instant;
import java.util.Arrays;

/** Some rows of a training set, in its order. */
public final class Part {

    private final TrainingSet set;
    private final int[] rows;

    Part(TrainingSet set, int[] rows) {
        this.set = set;
        this.rows = rows;
    }

    public int rows() {
        return rows.length;
    }

    public int width() {
        return set.features().size();
    }

    public boolean isEmpty() {
        return rows.length == 0;
    }

    public float[] labels() {
        float[] labels = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = set.labels()[rows[i]];
        }
        return labels;
    }

    /** Values of one feature. */
    public float[] column(int feature) {
        float[] values = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = set.columns()[feature][rows[i]];
        }
        return values;
    }

    /** Row after row, {@link #width} values each. */
    public float[] matrix() {
        int width = width();
        float[] values = new float[Math.multiplyExact(rows.length, width)];
        for (int feature = 0; feature < width; feature++) {
            float[] column = set.columns()[feature];
            for (int i = 0; i < rows.length; i++) {
                values[i * width + feature] = column[rows[i]];
            }
        }
        return values;
    }

    /** The first rows, at most this many. */
    public Part head(int most) {
        return new Part(set, Arrays.copyOf(rows, Math.min(most, rows.length)));
    }

    /** About this many rows, evenly spread over all. */
    public Part spread(int most) {
        if (rows.length <= most) {
            return this;
        }
        int[] chosen = new int[most];
        Arrays.setAll(chosen, i -> rows[(int) ((long) i * rows.length / most)]);
        return new Part(set, chosen);
    }

    public long positives() {
        return Arrays.stream(rows).filter(row -> set.labels()[row] == 1).count();
    }

    public long groups() {
        return Arrays.stream(rows).mapToLong(row -> set.groups()[row]).distinct().count();
    }

    /**
     * Time of the oldest row.
     *
     * @throws IndexOutOfBoundsException when the part is empty
     */
    public Instant from() {
        return Instant.ofEpochMilli(set.times()[rows[0]]);
    }

    /**
     * Time of the newest row.
     *
     * @throws IndexOutOfBoundsException when the part is empty
     */
    public Instant to() {
        return Instant.ofEpochMilli(set.times()[rows[rows.length - 1]]);
    }
}
