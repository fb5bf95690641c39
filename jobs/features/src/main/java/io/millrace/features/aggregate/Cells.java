package io.millrace.features.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import javax.annotation.Nullable;

/** Values of one column, as 64 bits or as texts. Immutable. */
final class Cells implements Partial {
    private static final Cells NO_BITS = new Cells(new long[0], null);
    private static final Cells NO_TEXTS = new Cells(null, new byte[0][]);

    @Nullable private final long[] bits;
    @Nullable private final byte[][] texts;

    private Cells(@Nullable long[] bits, @Nullable byte[][] texts) {
        this.bits = bits;
        this.texts = texts;
    }

    static Cells none(boolean text) {
        return text ? NO_TEXTS : NO_BITS;
    }

    static Cells of(long value) {
        return new Cells(new long[] {value}, null);
    }

    /** One column's value of a row. */
    static Cells of(RowReader row, int column, boolean text) {
        return text
                ? new Cells(null, new byte[][] {(byte[]) row.object(column)})
                : of(row.bits(column));
    }

    int size() {
        return bits == null ? texts.length : bits.length;
    }

    long bits(int index) {
        return bits[index];
    }

    /** By 64 bits as integers, or by bytes. */
    int compare(int index, Cells other, int otherIndex) {
        return bits == null
                ? Arrays.compareUnsigned(texts[index], other.texts[otherIndex])
                : Long.compare(bits[index], other.bits[otherIndex]);
    }

    /** As {@link #compare}; an index past the end is larger than everything. */
    int compareOrEnd(int index, Cells other, int otherIndex) {
        if (index == size()) {
            return 1;
        }
        return otherIndex == other.size() ? -1 : compare(index, other, otherIndex);
    }

    /**
     * Each value of two sets once, in order, as both are; one of the two when it has all values, so
     * that neighbours share memory.
     */
    Cells union(Cells other) {
        Cells both = bits == null ? textUnion(other) : new Cells(union(bits, other.bits), null);
        if (both.size() == size()) {
            return this;
        }
        return both.size() == other.size() ? other : both;
    }

    private static long[] union(long[] left, long[] right) {
        long[] both = new long[left.length + right.length];
        int i = 0;
        int j = 0;
        int size = 0;
        while (i < left.length && j < right.length) {
            long a = left[i];
            long b = right[j];
            both[size++] = Math.min(a, b);
            i += a <= b ? 1 : 0;
            j += b <= a ? 1 : 0;
        }
        System.arraycopy(left, i, both, size, left.length - i);
        size += left.length - i;
        System.arraycopy(right, j, both, size, right.length - j);
        size += right.length - j;
        return size == both.length ? both : Arrays.copyOf(both, size);
    }

    private Cells textUnion(Cells other) {
        Draft draft = new Draft(this, size() + other.size());
        int left = 0;
        int right = 0;
        while (left < size() || right < other.size()) {
            int order = compareOrEnd(left, other, right);
            draft.take(order <= 0 ? this : other, order <= 0 ? left : right);
            left += order <= 0 ? 1 : 0;
            right += order >= 0 ? 1 : 0;
        }
        return draft.cells();
    }

    void answer(int index, Result result) {
        if (bits == null) {
            result.set(texts[index]);
        } else {
            result.set(bits[index]);
        }
    }

    /** The last so many of these and the others after them. */
    Cells lastOfBoth(Cells later, int most) {
        int fromLater = Math.min(later.size(), most);
        int fromThese = Math.min(size(), most - fromLater);
        if (fromThese == 0 && fromLater == later.size()) {
            return later;
        }
        Draft draft = new Draft(this, fromThese + fromLater);
        for (int i = size() - fromThese; i < size(); i++) {
            draft.take(this, i);
        }
        for (int i = later.size() - fromLater; i < later.size(); i++) {
            draft.take(later, i);
        }
        return draft.cells();
    }

    /** The values that a slot which is not empty has in place of an object. */
    static Cells in(Ir ir, int object, boolean text) {
        return PartialBytes.partial(ir, object, Cells.class, in -> read(in, text));
    }

    @Override
    public byte[] bytes() {
        return PartialBytes.of(this::write);
    }

    /** Number of values, then 64 bits each, or length and bytes of each. */
    void write(DataOutput out) throws IOException {
        out.writeInt(size());
        for (int i = 0; i < size(); i++) {
            if (bits == null) {
                out.writeInt(texts[i].length);
                out.write(texts[i]);
            } else {
                out.writeLong(bits[i]);
            }
        }
    }

    static Cells read(DataInput in, boolean text) throws IOException {
        int size = in.readInt();
        long[] bits = new long[text ? 0 : size];
        byte[][] texts = new byte[text ? size : 0][];
        for (int i = 0; i < size; i++) {
            if (text) {
                texts[i] = new byte[in.readInt()];
                in.readFully(texts[i]);
            } else {
                bits[i] = in.readLong();
            }
        }
        return text ? new Cells(null, texts) : new Cells(bits, null);
    }

    /** Cells that are being put together from others of the same kind. */
    static final class Draft {
        private final long[] bits;
        private final byte[][] texts;
        private int size;

        Draft(Cells like, int capacity) {
            bits = like.bits == null ? null : new long[capacity];
            texts = like.bits == null ? new byte[capacity][] : null;
        }

        void take(Cells from, int index) {
            if (bits == null) {
                texts[size] = from.texts[index];
            } else {
                bits[size] = from.bits[index];
            }
            size++;
        }

        int size() {
            return size;
        }

        Cells cells() {
            if (bits == null) {
                return new Cells(null, size == texts.length ? texts : Arrays.copyOf(texts, size));
            }
            return new Cells(size == bits.length ? bits : Arrays.copyOf(bits, size), null);
        }
    }
}
