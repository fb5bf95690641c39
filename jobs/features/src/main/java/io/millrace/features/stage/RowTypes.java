package io.millrace.features.stage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;

/** Row types in snapshots: length and UTF-8 bytes of their SQL form, which outlives classes. */
final class RowTypes {
    private RowTypes() {}

    static void write(RowType type, DataOutput out) throws IOException {
        byte[] text = type.asSerializableString().getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
    }

    /** The parser is internal to Flink, but the inverse of a public method. */
    static RowType read(DataInput in, ClassLoader loader) throws IOException {
        byte[] text = new byte[in.readInt()];
        in.readFully(text);
        return (RowType) LogicalTypeParser.parse(new String(text, StandardCharsets.UTF_8), loader);
    }
}
