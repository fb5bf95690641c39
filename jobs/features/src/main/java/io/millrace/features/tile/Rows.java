package io.millrace.features.tile;

import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Rows in their order, the column values of a row side by side.
 *
 * <pre>
 * times   [n]            ascending
 * nulls   [n * nullWords]
 * words   [n * width]
 * objects [n * width]    only when a column is text
 * </pre>
 *
 * <p>Read by index only: a snapshot may read the same rows from another thread.
 */
final class Rows {
    private final RowLayout layout;
    private final int width;
    private final int nullWords;
    private long[] times;
    private long[] nulls;
    private long[] words;
    private Object[] objects;
    private int size;

    Rows(RowLayout layout, int capacity) {
        this.layout = layout;
        this.width = layout.width();
        this.nullWords = layout.nullWords();
        this.times = new long[capacity];
        this.nulls = new long[capacity * nullWords];
        this.words = new long[capacity * width];
        this.objects = new Object[layout.hasObjects() ? capacity * width : 0];
    }

    /** A copy of some rows, with room for at least {@code capacity}. */
    Rows slice(int from, int to, int capacity) {
        Rows slice = new Rows(layout, Math.max(capacity, to - from));
        int rows = to - from;
        System.arraycopy(times, from, slice.times, 0, rows);
        System.arraycopy(nulls, from * nullWords, slice.nulls, 0, rows * nullWords);
        System.arraycopy(words, from * width, slice.words, 0, rows * width);
        if (objects.length > 0) {
            System.arraycopy(objects, from * width, slice.objects, 0, rows * width);
        }
        slice.size = rows;
        return slice;
    }

    /** Puts a row after those of its time, or where its tie break belongs among them. */
    void insert(Row row) {
        int position = upperBound(row.time);
        while (position > 0 && times[position - 1] == row.time && isBefore(row, position - 1)) {
            position--;
        }
        grow();
        open(times, position, 1);
        open(nulls, position, nullWords);
        open(words, position, width);
        times[position] = row.time;
        System.arraycopy(row.nulls, 0, nulls, position * nullWords, nullWords);
        System.arraycopy(row.words, 0, words, position * width, width);
        if (objects.length > 0) {
            int start = position * width;
            System.arraycopy(objects, start, objects, start + width, (size - position) * width);
            System.arraycopy(row.objects, 0, objects, start, width);
        }
        size++;
    }

    private boolean isBefore(Row row, int index) {
        for (int column : layout.tieBreak()) {
            int order = compare(row, index, column);
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }

    /** Null comes first, NaN last, text by its bytes. */
    private int compare(Row row, int index, int column) {
        boolean null0 = row.isNull(column);
        boolean null1 = isNull(index, column);
        if (null0 || null1) {
            return Boolean.compare(null1, null0);
        }
        return switch (layout.types().get(column)) {
            case FLOATING ->
                    Double.compare(
                            row.number(column), Double.longBitsToDouble(bits(index, column)));
            case TEXT ->
                    Arrays.compareUnsigned(
                            (byte[]) row.object(column), (byte[]) object(index, column));
            default -> Long.compare(row.bits(column), bits(index, column));
        };
    }

    private void open(long[] array, int position, int each) {
        int start = position * each;
        System.arraycopy(array, start, array, start + each, (size - position) * each);
    }

    private void grow() {
        if (size < times.length) {
            return;
        }
        int capacity = Math.max(4, times.length * 2);
        times = Arrays.copyOf(times, capacity);
        nulls = Arrays.copyOf(nulls, capacity * nullWords);
        words = Arrays.copyOf(words, capacity * width);
        if (layout.hasObjects()) {
            objects = Arrays.copyOf(objects, capacity * width);
        }
    }

    /** The last of the rows that equal this one, -1 if there is none. */
    int find(Row row) {
        for (int i = upperBound(row.time) - 1; i >= 0 && times[i] == row.time; i--) {
            if (equals(i, row)) {
                return i;
            }
        }
        return -1;
    }

    private boolean equals(int index, Row row) {
        int at = index * width;
        int nullsAt = index * nullWords;
        if (!Arrays.equals(nulls, nullsAt, nullsAt + nullWords, row.nulls, 0, nullWords)
                || !Arrays.equals(words, at, at + width, row.words, 0, width)) {
            return false;
        }
        for (int i = 0; i < row.objects.length; i++) {
            if (!Arrays.equals((byte[]) objects[at + i], (byte[]) row.objects[i])) {
                return false;
            }
        }
        return true;
    }

    void remove(int from, int to) {
        int rest = size - to;
        System.arraycopy(times, to, times, from, rest);
        System.arraycopy(nulls, to * nullWords, nulls, from * nullWords, rest * nullWords);
        System.arraycopy(words, to * width, words, from * width, rest * width);
        if (objects.length > 0) {
            System.arraycopy(objects, to * width, objects, from * width, rest * width);
            Arrays.fill(objects, (from + rest) * width, size * width, null);
        }
        size -= to - from;
    }

    /** First row at a time or later. */
    int lowerBound(long time) {
        return time == Long.MIN_VALUE ? 0 : upperBound(time - 1);
    }

    /** First row later than a time; the newest row is tried first. */
    int upperBound(long time) {
        if (size == 0 || times[size - 1] <= time) {
            return size;
        }
        int low = 0;
        int high = size - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** First row of the later half of rows that differ in time. */
    int split(int from, int to) {
        return lowerBound(Digits.laterHalf(times[from], times[to - 1]));
    }

    int size() {
        return size;
    }

    long time(int index) {
        return times[index];
    }

    boolean isNull(int index, int column) {
        return (nulls[index * nullWords + (column >> 6)] >>> column & 1) != 0;
    }

    long bits(int index, int column) {
        return words[index * width + column];
    }

    Object object(int index, int column) {
        return objects.length == 0 ? null : objects[index * width + column];
    }

    /** Time, null flags, then per column its 64 bits, or length and bytes of a text. */
    void write(DataOutput out) throws IOException {
        for (int i = 0; i < size; i++) {
            out.writeLong(times[i]);
            for (int word = 0; word < nullWords; word++) {
                out.writeLong(nulls[i * nullWords + word]);
            }
            for (int column = 0; column < width; column++) {
                if (isNull(i, column)) {
                    continue;
                }
                if (object(i, column) instanceof byte[] text) {
                    out.writeInt(text.length);
                    out.write(text);
                } else {
                    out.writeLong(bits(i, column));
                }
            }
        }
    }
}
