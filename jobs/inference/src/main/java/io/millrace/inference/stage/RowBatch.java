package io.millrace.inference.stage;

import javax.annotation.Nullable;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.data.binary.BinarySection;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;

/**
 * Copies of the rows that wait, with their timestamps, one behind the other in memory that is used
 * again for the next batch. A row is valid until {@link #clear}.
 *
 * <p>Memory segments are internal to Flink; a copy by the serializer would be the public way, and
 * allocates the row anew each time. This is the only place that uses them.
 */
final class RowBatch {

    private static final int FIRST_SIZE = 16 << 10;

    private final RowDataSerializer serializer;
    private final BinaryRowData[] rows;
    private final long[] timestamps;
    private final boolean[] stamped;
    private MemorySegment[] memory = segment(FIRST_SIZE);
    private int used;
    private int size;

    RowBatch(RowDataSerializer serializer, int capacity) {
        this.serializer = serializer;
        this.rows = new BinaryRowData[capacity];
        for (int i = 0; i < capacity; i++) {
            rows[i] = new BinaryRowData(serializer.getArity());
        }
        this.timestamps = new long[capacity];
        this.stamped = new boolean[capacity];
    }

    int size() {
        return size;
    }

    BinaryRowData row(int index) {
        return rows[index];
    }

    /** Copies the row; the record and its value may be changed afterwards. */
    void add(StreamRecord<RowData> record) {
        BinaryRowData row = serializer.toBinaryRow(record.getValue());
        if (row.getSegments().length > 1) {
            row = row.copy();
        }
        int bytes = row.getSizeInBytes();
        reserve(bytes);
        row.getSegments()[0].copyTo(row.getOffset(), memory[0], used, bytes);
        rows[size].pointTo(memory, used, bytes);
        // rows hold eight-byte words
        used += (bytes + 7) & ~7;
        stamped[size] = record.hasTimestamp();
        timestamps[size] = stamped[size] ? record.getTimestamp() : Long.MIN_VALUE;
        size++;
    }

    /** Forgets the row that was added last, and uses its memory again. */
    void dropLast() {
        size--;
        used = rows[size].getOffset();
    }

    /** Where a row or an array lies; null when it is not one piece of the heap. */
    @Nullable
    static byte[] heapBytes(BinarySection section) {
        MemorySegment[] segments = section.getSegments();
        return segments.length == 1 && !segments[0].isOffHeap() ? segments[0].getArray() : null;
    }

    boolean hasTimestamp(int index) {
        return stamped[index];
    }

    /** Whether the timestamp is a time; sources that know none say {@code Long.MIN_VALUE}. */
    boolean hasTime(int index) {
        return stamped[index] && timestamps[index] != Long.MIN_VALUE;
    }

    /** Epoch milliseconds, when the record {@link #hasTimestamp has} one. */
    long timestamp(int index) {
        return timestamps[index];
    }

    void clear() {
        size = 0;
        used = 0;
    }

    /** Rows that lie in the old memory keep it until they are overwritten. */
    private void reserve(int bytes) {
        if (bytes > memory[0].size() - used) {
            memory = segment(Math.max(2 * memory[0].size(), Integer.highestOneBit(bytes) * 2));
            used = 0;
        }
    }

    private static MemorySegment[] segment(int size) {
        return new MemorySegment[] {MemorySegmentFactory.allocateUnpooledSegment(size)};
    }
}
