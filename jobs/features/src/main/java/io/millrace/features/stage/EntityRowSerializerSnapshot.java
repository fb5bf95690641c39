package io.millrace.features.stage;

import io.millrace.features.plan.EntityPlan;
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
import org.apache.flink.table.types.logical.RowType;

/**
 * Key, tables and the types of their rows. Rows follow a change of tables and columns; a key that
 * changes is another entity.
 */
public final class EntityRowSerializerSnapshot
        implements TypeSerializerSnapshot<EntityRow>, KeepsColumns {
    private static final int VERSION = 1;

    private RowType keyType;
    private List<String> tables;
    private List<RowType> rowTypes;

    /** For Flink, which calls {@link #readSnapshot} next. */
    public EntityRowSerializerSnapshot() {}

    EntityRowSerializerSnapshot(EntityRowSerializer serializer) {
        keyType = serializer.keyType();
        tables = serializer.tables();
        rowTypes = serializer.rowTypes();
    }

    /** The columns that travel, as {@code table.column}. */
    static Map<String, String> columns(EntityPlan plan) {
        return new EntityRowSerializerSnapshot(EntityRowSerializer.of(plan)).columns();
    }

    @Override
    public Map<String, String> columns() {
        Map<String, String> columns = new HashMap<>();
        for (int input = 0; input < tables.size(); input++) {
            for (RowType.RowField field : rowTypes.get(input).getFields()) {
                columns.put(
                        tables.get(input) + "." + field.getName(),
                        field.getType().copy(true).asSummaryString());
            }
        }
        return columns;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        RowTypes.write(keyType, out);
        out.writeInt(rowTypes.size());
        for (int input = 0; input < rowTypes.size(); input++) {
            out.writeUTF(tables.get(input));
            RowTypes.write(rowTypes.get(input), out);
        }
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "rows of version " + version + " were written by a newer Millrace");
        }
        keyType = RowTypes.read(in, loader);
        tables = new ArrayList<>();
        rowTypes = new ArrayList<>();
        for (int inputs = in.readInt(); inputs > 0; inputs--) {
            tables.add(in.readUTF());
            rowTypes.add(RowTypes.read(in, loader));
        }
    }

    @Override
    public TypeSerializer<EntityRow> restoreSerializer() {
        return new EntityRowSerializer(keyType, tables, rowTypes);
    }

    @Override
    public TypeSerializerSchemaCompatibility<EntityRow> resolveSchemaCompatibility(
            TypeSerializerSnapshot<EntityRow> old) {
        if (!(old instanceof EntityRowSerializerSnapshot that) || !keyType.equals(that.keyType)) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        return tables.equals(that.tables) && rowTypes.equals(that.rowTypes)
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }
}
