package io.millrace.features.stage;

import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.table.types.logical.RowType;

/** Type of the stream between the sources of a stage and its keyed operator. */
final class EntityRowTypeInformation extends TypeInformation<EntityRow> {
    private static final long serialVersionUID = 1L;

    private final RowType keyType;
    private final List<RowType> rowTypes;

    EntityRowTypeInformation(RowType keyType, List<RowType> rowTypes) {
        this.keyType = keyType;
        this.rowTypes = List.copyOf(rowTypes);
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<EntityRow> getTypeClass() {
        return EntityRow.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<EntityRow> createSerializer(SerializerConfig config) {
        return new EntityRowSerializer(keyType, rowTypes);
    }

    /** Deprecated in Flink 1.20, and abstract there: it must exist until it is gone. */
    @Override
    @SuppressWarnings("deprecation")
    public TypeSerializer<EntityRow> createSerializer(ExecutionConfig config) {
        return createSerializer(config.getSerializerConfig());
    }

    @Override
    public String toString() {
        return "EntityRow(" + keyType.asSummaryString() + ", " + rowTypes.size() + " inputs)";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntityRowTypeInformation that
                && keyType.equals(that.keyType)
                && rowTypes.equals(that.rowTypes);
    }

    @Override
    public int hashCode() {
        return 31 * keyType.hashCode() + rowTypes.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof EntityRowTypeInformation;
    }
}
