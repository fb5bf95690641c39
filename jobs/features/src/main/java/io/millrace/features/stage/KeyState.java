package io.millrace.features.stage;

import java.util.Arrays;
import org.apache.flink.table.data.binary.BinaryRowData;

/** What the operator has at hand of one key. */
final class KeyState {
    /** A copy of its own. */
    final BinaryRowData key;

    final int hash;

    /** By number of the {@link KeyValue}; null for what is not read, or not there. */
    final Object[] values;

    private final long[] flags;

    /** The snapshot after which the values were read, where snapshots make them stale. */
    int epoch;

    /** Asked for since the clock's hand last passed. */
    boolean used;

    /** Estimated bytes. */
    long weight;

    private final int size;
    private final long head;
    private final long tail;

    KeyState(BinaryRowData key, int hash, int values) {
        this.key = key;
        this.hash = hash;
        this.values = new Object[values];
        this.flags = new long[(values + 31) / 32];
        this.size = key.getSizeInBytes();
        this.head = head(key);
        this.tail = tail(key);
    }

    /** Keys of one column of 8 bytes or less are compared by their words, others by their bytes. */
    boolean isOf(BinaryRowData other) {
        return size == other.getSizeInBytes()
                && head == head(other)
                && tail == tail(other)
                && (size == 2 * Long.BYTES || key.equals(other));
    }

    static int hash(BinaryRowData key) {
        long hash = key.getSizeInBytes() == 2 * Long.BYTES ? word(key, Long.BYTES) : key.hashCode();
        hash *= 0x9e3779b97f4a7c15L;
        return (int) (hash >>> 32) | 1;
    }

    private static long head(BinaryRowData key) {
        return word(key, 0);
    }

    private static long tail(BinaryRowData key) {
        return word(key, key.getSizeInBytes() - Long.BYTES);
    }

    /** Binary rows are multiples of eight bytes, and here always in one segment. */
    private static long word(BinaryRowData key, int offset) {
        return key.getSegments()[0].getLong(key.getOffset() + offset);
    }

    boolean isRead(int value) {
        return (flags[value >> 5] >>> (value << 1) & 1) != 0;
    }

    boolean isDirty(int value) {
        return (flags[value >> 5] >>> (value << 1) & 2) != 0;
    }

    void markRead(int value) {
        flags[value >> 5] |= 1L << (value << 1);
    }

    void markDirty(int value) {
        flags[value >> 5] |= 3L << (value << 1);
    }

    void markClean(int value) {
        flags[value >> 5] &= ~(2L << (value << 1));
    }

    /** Forgets what was read. */
    void forget() {
        Arrays.fill(values, null);
        Arrays.fill(flags, 0);
    }

    boolean isEmpty() {
        for (Object value : values) {
            if (value != null) {
                return false;
            }
        }
        return true;
    }
}
