package io.millrace.features.tile;

import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Rows in their order, time and column values of a row side by side.
 *
 * <pre>
 * words   [n * (1 + width)]  time (ascending), then the columns
 * nulls   [n * nullWords]    only when a row has a null
 * objects [n * width]        only when a column is text
 * </pre>
 *
 * <p>Read by index only: a snapshot may read the same rows from another thread.
 */
class Rows {
    private final RowLayout layout;
    private final int stride;
    private long[] words;
    private long[] nulls;
    private Object[] objects;
    private int size;

    Rows(RowLayout layout, int capacity) {
        this.layout = layout;
        this.stride = 1 + layout.width();
        this.words = new long[capacity * stride];
        this.nulls = RowLayout.NO_NULLS;
        this.objects = layout.hasObjects() ? new Object[capacity * layout.width()] : null;
    }

    /** Appends a copy of some rows of another stretch; they are later than all here. */
    final void append(Rows from, int start, int end) {
        int rows = end - start;
        reserve(size + rows);
        System.arraycopy(from.words, start * stride, words, size * stride, rows * stride);
        if (from.nulls.length > 0) {
            int nullWords = layout.nullWords();
            keepNulls();
            System.arraycopy(
                    from.nulls, start * nullWords, nulls, size * nullWords, rows * nullWords);
        } else if (nulls.length > 0) {
            fillPresent(size, size + rows);
        }
        if (objects != null) {
            int width = width();
            System.arraycopy(from.objects, start * width, objects, size * width, rows * width);
        }
        size += rows;
    }

    /** Puts a row after those of its time, or where its tie break belongs among them. */
    final void insert(Row row) {
        int position = upperBound(row.time);
        while (position > 0 && time(position - 1) == row.time && isBefore(row, position - 1)) {
            position--;
        }
        reserve(size + 1);
        open(words, position, stride);
        int at = position * stride;
        words[at] = row.time;
        System.arraycopy(row.words, 0, words, at + 1, row.words.length);
        insertNulls(row, position);
        if (objects != null) {
            int width = width();
            int start = position * width;
            System.arraycopy(objects, start, objects, start + width, (size - position) * width);
            System.arraycopy(row.objects, 0, objects, start, width);
        }
        size++;
    }

    private void insertNulls(Row row, int position) {
        if (nulls.length == 0 && !row.hasNull()) {
            return;
        }
        int nullWords = layout.nullWords();
        keepNulls();
        open(nulls, position, nullWords);
        System.arraycopy(row.nulls, 0, nulls, position * nullWords, nullWords);
    }

    private void open(long[] array, int position, int each) {
        if (position < size) {
            int start = position * each;
            System.arraycopy(array, start, array, start + each, (size - position) * each);
        }
    }

    /** From now on every row has its flags. */
    private void keepNulls() {
        if (nulls.length == 0 && layout.nullWords() > 0) {
            nulls = new long[words.length / stride * layout.nullWords()];
            fillPresent(0, size);
        }
    }

    private void fillPresent(int from, int to) {
        int nullWords = layout.nullWords();
        for (int i = from * nullWords; i < to * nullWords; i++) {
            nulls[i] = layout.present(i % nullWords);
        }
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

    private void reserve(int rows) {
        if (rows * stride <= words.length) {
            return;
        }
        int capacity = Math.max(Math.max(4, rows), words.length / stride * 2);
        words = Arrays.copyOf(words, capacity * stride);
        if (nulls.length > 0) {
            nulls = Arrays.copyOf(nulls, capacity * layout.nullWords());
        }
        if (objects != null) {
            objects = Arrays.copyOf(objects, capacity * width());
        }
    }

    /** The last of the rows that equal this one, -1 if there is none. */
    final int find(Row row) {
        for (int i = upperBound(row.time) - 1; i >= 0 && time(i) == row.time; i--) {
            if (equals(i, row)) {
                return i;
            }
        }
        return -1;
    }

    private boolean equals(int index, Row row) {
        int at = index * stride + 1;
        int width = width();
        if (!Arrays.equals(words, at, at + width, row.words, 0, width)) {
            return false;
        }
        for (int i = 0; i < row.nulls.length; i++) {
            if (flags(index, i) != row.nulls[i]) {
                return false;
            }
        }
        for (int i = 0; i < row.objects.length; i++) {
            if (!Arrays.equals((byte[]) objects[index * width + i], (byte[]) row.objects[i])) {
                return false;
            }
        }
        return true;
    }

    final void remove(int from, int to) {
        int rest = size - to;
        System.arraycopy(words, to * stride, words, from * stride, rest * stride);
        if (nulls.length > 0) {
            int each = layout.nullWords();
            System.arraycopy(nulls, to * each, nulls, from * each, rest * each);
        }
        if (objects != null) {
            int width = width();
            System.arraycopy(objects, to * width, objects, from * width, rest * width);
            Arrays.fill(objects, (from + rest) * width, size * width, null);
        }
        size -= to - from;
    }

    /** First row at a time or later. */
    final int lowerBound(long time) {
        return time == Long.MIN_VALUE ? 0 : upperBound(time - 1);
    }

    /** First row later than a time; the newest row is tried first. */
    final int upperBound(long time) {
        if (size == 0 || time(size - 1) <= time) {
            return size;
        }
        int low = 0;
        int high = size - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time(middle) <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** First row of the later half of rows that differ in time. */
    final int split(int from, int to) {
        long half = Digits.laterHalf(time(from), time(to - 1));
        int at = to - 1;
        while (at > from && time(at - 1) >= half) {
            at--;
        }
        return at;
    }

    public final int size() {
        return size;
    }

    private int width() {
        return stride - 1;
    }

    final long time(int index) {
        return words[index * stride];
    }

    final boolean isNull(int index, int column) {
        return nulls.length > 0 && (flags(index, column >> 6) >>> column & 1) != 0;
    }

    private long flags(int index, int word) {
        return nulls.length == 0 ? layout.present(word) : nulls[index * layout.nullWords() + word];
    }

    final long bits(int index, int column) {
        return words[index * stride + 1 + column];
    }

    final Object object(int index, int column) {
        return objects == null ? null : objects[index * width() + column];
    }

    /** Time, null flags, then per column its 64 bits, or length and bytes of a text. */
    final void write(DataOutput out) throws IOException {
        for (int i = 0; i < size; i++) {
            out.writeLong(time(i));
            for (int word = 0; word < layout.nullWords(); word++) {
                out.writeLong(flags(i, word));
            }
            for (int column = 0; column < width(); column++) {
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
