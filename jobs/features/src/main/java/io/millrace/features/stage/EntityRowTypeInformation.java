package io.millrace.features.stage;

import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Type of the stream between the sources of a stage and its keyed operator. */
final class EntityRowTypeInformation extends TypeInformation<EntityRow> {
    private static final long serialVersionUID = 1L;

    private final EntityRowSerializer serializer;

    EntityRowTypeInformation(EntityRowSerializer serializer) {
        this.serializer = serializer;
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
        return serializer.duplicate();
    }

    /** Deprecated in Flink 1.20, and abstract there: it must exist until it is gone. */
    @Override
    @SuppressWarnings("deprecation")
    public TypeSerializer<EntityRow> createSerializer(ExecutionConfig config) {
        return createSerializer(config.getSerializerConfig());
    }

    @Override
    public String toString() {
        return "EntityRow of " + serializer.tables();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntityRowTypeInformation that && serializer.equals(that.serializer);
    }

    @Override
    public int hashCode() {
        return serializer.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof EntityRowTypeInformation;
    }
}
