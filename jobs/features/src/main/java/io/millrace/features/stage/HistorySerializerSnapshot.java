package io.millrace.features.stage;

import io.millrace.features.aggregate.InputType;
import io.millrace.features.aggregate.IrLayout;
import io.millrace.features.tile.History;
import io.millrace.features.tile.RowLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Columns of a history by name and type; for tiles, their width and their partial aggregates too. A
 * history follows a change of its columns; tiles, which keep no rows, cannot.
 */
public final class HistorySerializerSnapshot
        implements TypeSerializerSnapshot<History>, KeepsColumns {
    private static final int VERSION = 1;

    private HistorySerializer serializer;
    private String irs;

    /** For Flink, which calls {@link #readSnapshot} next. */
    public HistorySerializerSnapshot() {}

    HistorySerializerSnapshot(HistorySerializer serializer) {
        this.serializer = serializer;
        this.irs = serializer.irs().describe(serializer.rows().names());
    }

    @Override
    public Map<String, String> columns() {
        RowLayout rows = serializer.rows();
        Map<String, String> columns = new HashMap<>();
        for (int i = 0; i < rows.width(); i++) {
            columns.put(rows.names().get(i), rows.types().get(i).name());
        }
        return columns;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        RowLayout rows = serializer.rows();
        out.writeInt(rows.width());
        for (int i = 0; i < rows.width(); i++) {
            out.writeUTF(rows.names().get(i));
            out.writeUTF(rows.types().get(i).name());
        }
        out.writeLong(serializer.hop());
        out.writeInt(serializer.irs().words());
        out.writeInt(serializer.irs().objects());
        out.writeUTF(irs);
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "histories of version " + version + " were written by a newer Millrace");
        }
        List<String> names = new ArrayList<>();
        List<InputType> types = new ArrayList<>();
        for (int columns = in.readInt(); columns > 0; columns--) {
            names.add(in.readUTF());
            types.add(InputType.valueOf(in.readUTF()));
        }
        long hop = in.readLong();
        IrLayout layout = IrLayout.opaque(in.readInt(), in.readInt());
        serializer = new HistorySerializer(new RowLayout(names, types, List.of()), layout, hop);
        irs = in.readUTF();
    }

    @Override
    public TypeSerializer<History> restoreSerializer() {
        return serializer;
    }

    @Override
    public TypeSerializerSchemaCompatibility<History> resolveSchemaCompatibility(
            TypeSerializerSnapshot<History> old) {
        if (!(old instanceof HistorySerializerSnapshot that)
                || serializer.hop() != that.serializer.hop()
                || (serializer.hop() > 0 && !irs.equals(that.irs))) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        RowLayout mine = serializer.rows();
        RowLayout theirs = that.serializer.rows();
        boolean same = mine.names().equals(theirs.names()) && mine.types().equals(theirs.types());
        return same
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }
}
