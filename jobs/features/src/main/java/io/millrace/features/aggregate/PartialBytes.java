package io.millrace.features.aggregate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes partials to bytes and reads them again, in memory. */
final class PartialBytes {
    private PartialBytes() {}

    interface Writer {
        void write(DataOutput out) throws IOException;
    }

    interface Reader<P extends Partial> {
        P read(DataInput in) throws IOException;
    }

    static byte[] of(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writer.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is no device here that could fail
        }
        return bytes.toByteArray();
    }

    /**
     * The partial in a slot that is not empty. One that is still bytes is put in their place: both
     * mean the same and neither changes, so that another thread may write the IR meanwhile.
     */
    static <P extends Partial> P partial(Ir ir, int object, Class<P> type, Reader<P> reader) {
        Object kept = ir.objects[object];
        if (!(kept instanceof byte[] bytes)) {
            return type.cast(kept);
        }
        try {
            P partial = reader.read(new DataInputStream(new ByteArrayInputStream(bytes)));
            ir.objects[object] = partial;
            return partial;
        } catch (IOException e) {
            throw new UncheckedIOException("a partial aggregate is cut off", e);
        }
    }
}
