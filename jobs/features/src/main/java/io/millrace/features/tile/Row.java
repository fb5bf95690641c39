package io.millrace.features.tile;

import io.millrace.features.aggregate.RowReader;
import java.util.Arrays;

/** A row on its way into a history, or out of it by a retraction. Reused from row to row. */
public final class Row implements RowReader {
    long time;
    final long[] words;
    final long[] nulls;
    final Object[] objects;
    private final long[] present;

    /** A row of nulls. */
    public Row(RowLayout layout) {
        words = new long[layout.width()];
        nulls = new long[layout.nullWords()];
        present = new long[layout.nullWords()];
        for (int i = 0; i < present.length; i++) {
            present[i] = layout.present(i);
        }
        objects = new Object[layout.hasObjects() ? layout.width() : 0];
        Arrays.fill(nulls, -1);
    }

    /** Starts a row: event time in milliseconds, every column null. */
    public void reset(long eventTime) {
        time = eventTime;
        Arrays.fill(words, 0);
        Arrays.fill(nulls, -1);
        Arrays.fill(objects, null);
    }

    /** Sets a boolean (0 or 1), an integer or a time. */
    public void set(int column, long value) {
        words[column] = value;
        nulls[column >> 6] &= ~(1L << column);
    }

    /** Sets a double; all NaNs are one. */
    public void set(int column, double value) {
        set(column, Double.doubleToLongBits(value));
    }

    /** Sets a text; the bytes are not copied and must not change. */
    public void set(int column, byte[] value) {
        objects[column] = value;
        nulls[column >> 6] &= ~(1L << column);
    }

    boolean hasNull() {
        for (int i = 0; i < nulls.length; i++) {
            if (nulls[i] != present[i]) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long time() {
        return time;
    }

    @Override
    public boolean isNull(int column) {
        return (nulls[column >> 6] >>> column & 1) != 0;
    }

    @Override
    public long bits(int column) {
        return words[column];
    }

    @Override
    public Object object(int column) {
        return objects[column];
    }
}
