package io.millrace.features.stage;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/**
 * Input (1 byte), row kind (1 byte), event time, known time, key, row.
 *
 * <p>RowDataSerializer is internal to Flink's table runtime: it is what writes the planner's own
 * rows, and this class is the only one here that writes rows with it.
 */
final class EntityRowSerializer extends TypeSerializer<EntityRow> {
    private static final long serialVersionUID = 1L;

    private final RowType keyType;
    private final RowType[] rowTypes;
    private final RowDataSerializer key;
    private final RowDataSerializer[] rows;

    EntityRowSerializer(RowType keyType, List<RowType> rowTypes) {
        this.keyType = keyType;
        this.rowTypes = rowTypes.toArray(RowType[]::new);
        this.key = new RowDataSerializer(keyType);
        this.rows = rowTypes.stream().map(RowDataSerializer::new).toArray(RowDataSerializer[]::new);
    }

    RowType keyType() {
        return keyType;
    }

    List<RowType> rowTypes() {
        return List.of(rowTypes);
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public EntityRowSerializer duplicate() {
        return new EntityRowSerializer(keyType, List.of(rowTypes));
    }

    @Override
    public EntityRow createInstance() {
        return new EntityRow();
    }

    @Override
    public EntityRow copy(EntityRow from) {
        return copy(from, new EntityRow());
    }

    @Override
    public EntityRow copy(EntityRow from, EntityRow reuse) {
        reuse.input = from.input;
        reuse.kind = from.kind;
        reuse.time = from.time;
        reuse.known = from.known;
        reuse.key = key.copy(from.key);
        reuse.row = rows[from.input].copy(from.row);
        return reuse;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(EntityRow record, DataOutputView target) throws IOException {
        target.writeByte(record.input);
        target.writeByte(record.kind.toByteValue());
        target.writeLong(record.time);
        target.writeLong(record.known);
        key.serialize(record.key, target);
        rows[record.input].serialize(record.row, target);
    }

    @Override
    public EntityRow deserialize(DataInputView source) throws IOException {
        return deserialize(new EntityRow(), source);
    }

    /** The rows inside are always new: a row that was handed out earlier stays as it was. */
    @Override
    public EntityRow deserialize(EntityRow reuse, DataInputView source) throws IOException {
        reuse.input = source.readByte();
        reuse.kind = RowKind.fromByteValue(source.readByte());
        reuse.time = source.readLong();
        reuse.known = source.readLong();
        reuse.key = key.deserialize(source);
        reuse.row = rows[reuse.input].deserialize(source);
        reuse.row.setRowKind(RowKind.INSERT);
        return reuse;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int input = source.readByte();
        target.writeByte(input);
        target.writeByte(source.readByte());
        target.writeLong(source.readLong());
        target.writeLong(source.readLong());
        key.copy(source, target);
        rows[input].copy(source, target);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntityRowSerializer that
                && keyType.equals(that.keyType)
                && Arrays.equals(rowTypes, that.rowTypes);
    }

    @Override
    public int hashCode() {
        return 31 * keyType.hashCode() + Arrays.hashCode(rowTypes);
    }

    @Override
    public TypeSerializerSnapshot<EntityRow> snapshotConfiguration() {
        return new EntityRowSerializerSnapshot(this);
    }
}
