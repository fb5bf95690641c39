package io.millrace.features.stage;

import io.millrace.features.plan.EntityPlan;
import io.millrace.features.plan.InputPlan;
import java.io.IOException;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/**
 * Input (1 byte; -1 and nothing else for a source that is no more), row kind (1 byte), event time,
 * known time, key, row.
 *
 * <p>RowDataSerializer is internal to Flink's table runtime: it is what writes the planner's own
 * rows.
 */
final class EntityRowSerializer extends TypeSerializer<EntityRow> {
    private static final long serialVersionUID = 1L;
    private static final int GONE = -1;

    private final RowType keyType;
    private final List<String> tables;
    private final List<RowType> rowTypes;
    private final RowDataSerializer key;
    private final RowDataSerializer[] rows;
    @Nullable private transient EntityRowMapping mapping;
    @Nullable private transient EntityRowSerializer same;
    private final boolean reuses;
    @Nullable private transient EntityRow reused;
    private transient ReusedRow reusedKey;
    private transient ReusedRow[] reusedRows;

    /**
     * @param tables names of the inputs
     * @param rowTypes what travels of each
     */
    EntityRowSerializer(RowType keyType, List<String> tables, List<RowType> rowTypes) {
        this(keyType, tables, rowTypes, false);
    }

    private EntityRowSerializer(
            RowType keyType, List<String> tables, List<RowType> rowTypes, boolean reuses) {
        this.reuses = reuses;
        this.keyType = keyType;
        this.tables = List.copyOf(tables);
        this.rowTypes = List.copyOf(rowTypes);
        this.key = new RowDataSerializer(keyType);
        this.rows = rowTypes.stream().map(RowDataSerializer::new).toArray(RowDataSerializer[]::new);
    }

    static EntityRowSerializer of(EntityPlan plan) {
        return new EntityRowSerializer(
                plan.keyType(),
                plan.inputs().stream().map(InputPlan::table).toList(),
                plan.inputs().stream().map(InputPlan::travelling).toList());
    }

    /**
     * The same for a way on which a row is done with when the next one is read: between two tasks
     * in streaming mode. All rows that it reads are one.
     */
    EntityRowSerializer reusing() {
        return new EntityRowSerializer(keyType, tables, rowTypes, true);
    }

    RowType keyType() {
        return keyType;
    }

    List<String> tables() {
        return tables;
    }

    List<RowType> rowTypes() {
        return rowTypes;
    }

    /**
     * The row with the columns that travel now, which may be others than when it was written. Null
     * when its source is no more.
     */
    @Nullable
    EntityRow adapt(EntityRow row) {
        if (row.input == GONE) {
            return null;
        }
        if (row.readBy == null || isSame(row.readBy)) {
            return row;
        }
        if (mapping == null || !mapping.isFrom(row.readBy)) {
            mapping = new EntityRowMapping(row.readBy, this);
        }
        return mapping.map(row);
    }

    /** Types are compared once, not for every row. */
    @SuppressWarnings("ReferenceEquality") // a memo of the last answer
    private boolean isSame(EntityRowSerializer other) {
        if (other == this || other == same) {
            return true;
        }
        if (other.equals(this)) {
            same = other;
            return true;
        }
        return false;
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public EntityRowSerializer duplicate() {
        return new EntityRowSerializer(keyType, tables, rowTypes, reuses);
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
        EntityRowSerializer writer = from.readBy == null ? this : from.readBy;
        reuse.input = from.input;
        reuse.kind = from.kind;
        reuse.time = from.time;
        reuse.known = from.known;
        reuse.readBy = from.readBy;
        if (from.input != GONE) {
            reuse.key = writer.key.copy(from.key);
            reuse.row = writer.rows[from.input].copy(from.row);
        }
        return reuse;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(EntityRow record, DataOutputView target) throws IOException {
        EntityRow row = adapt(record);
        if (row == null) {
            target.writeByte(GONE);
            return;
        }
        target.writeByte(row.input);
        target.writeByte(row.kind.toByteValue());
        target.writeLong(row.time);
        target.writeLong(row.known);
        key.serialize(row.key, target);
        rows[row.input].serialize(row.row, target);
    }

    @Override
    public EntityRow deserialize(DataInputView source) throws IOException {
        return reuses ? deserializeReused(source) : deserialize(new EntityRow(), source);
    }

    private EntityRow deserializeReused(DataInputView source) throws IOException {
        if (reused == null) {
            reused = new EntityRow();
            reusedKey = new ReusedRow(keyType.getFieldCount());
            reusedRows =
                    rowTypes.stream()
                            .map(type -> new ReusedRow(type.getFieldCount()))
                            .toArray(ReusedRow[]::new);
        }
        EntityRow row = reused;
        row.readBy = this;
        row.input = source.readByte();
        row.kind = RowKind.fromByteValue(source.readByte());
        row.time = source.readLong();
        row.known = source.readLong();
        row.key = reusedKey.read(source);
        row.row = reusedRows[row.input].read(source);
        row.row.setRowKind(RowKind.INSERT);
        return row;
    }

    /** The rows inside are always new: a row that was handed out earlier stays as it was. */
    @Override
    public EntityRow deserialize(EntityRow reuse, DataInputView source) throws IOException {
        reuse.readBy = this;
        reuse.input = source.readByte();
        if (reuse.input == GONE) {
            return reuse;
        }
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
        if (input == GONE) {
            return;
        }
        target.writeByte(source.readByte());
        target.writeLong(source.readLong());
        target.writeLong(source.readLong());
        key.copy(source, target);
        rows[input].copy(source, target);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof EntityRowSerializer that
                        && keyType.equals(that.keyType)
                        && tables.equals(that.tables)
                        && rowTypes.equals(that.rowTypes));
    }

    @Override
    public int hashCode() {
        return 31 * tables.hashCode() + rowTypes.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<EntityRow> snapshotConfiguration() {
        return new EntityRowSerializerSnapshot(this);
    }
}
