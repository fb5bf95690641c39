package io.millrace.features.stage;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.apache.flink.table.data.binary.BinaryRowData;

/** A row and its bytes, overwritten with each row that is read. */
final class ReusedRow {
    private final BinaryRowData row;
    private final MemorySegment[] segments = new MemorySegment[1];
    private byte[] bytes = new byte[0];

    ReusedRow(int arity) {
        row = new BinaryRowData(arity);
    }

    /** Length and bytes, as BinaryRowDataSerializer writes them. */
    BinaryRowData read(DataInputView source) throws IOException {
        int length = source.readInt();
        if (bytes.length < length) {
            bytes = new byte[Math.max(length, bytes.length * 2)];
            segments[0] = MemorySegmentFactory.wrap(bytes);
        }
        source.readFully(bytes, 0, length);
        row.pointTo(segments, 0, length);
        return row;
    }
}
