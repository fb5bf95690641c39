package io.millrace.features.stage;

import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;

/**
 * Carries rows over from an older definition: sources by table, columns by name and type. Columns
 * that are new are null, sources and columns that are gone are dropped.
 */
final class EntityRowMapping {
    private final EntityRowSerializer from;
    private final EntityRowSerializer to;
    private final List<RowData.FieldGetter[]> columns = new ArrayList<>();

    EntityRowMapping(EntityRowSerializer from, EntityRowSerializer to) {
        this.from = from;
        this.to = to;
        for (int input = 0; input < from.tables().size(); input++) {
            int target = to.tables().indexOf(from.tables().get(input));
            columns.add(
                    target < 0
                            ? null
                            : columns(from.rowTypes().get(input), to.rowTypes().get(target)));
        }
    }

    /** A null getter stands for a column that the older row does not have. */
    private static RowData.FieldGetter[] columns(RowType from, RowType to) {
        RowData.FieldGetter[] getters = new RowData.FieldGetter[to.getFieldCount()];
        for (int i = 0; i < getters.length; i++) {
            int source = from.getFieldIndex(to.getFieldNames().get(i));
            boolean same =
                    source >= 0
                            && from.getTypeAt(source).copy(true).equals(to.getTypeAt(i).copy(true));
            getters[i] = same ? FieldGetters.of(from, List.of(source))[0] : null;
        }
        return getters;
    }

    boolean isFrom(EntityRowSerializer serializer) {
        return from.equals(serializer);
    }

    /** Null when the row's source is no more. */
    @Nullable
    EntityRow map(EntityRow row) {
        RowData.FieldGetter[] getters = columns.get(row.input);
        if (getters == null) {
            return null;
        }
        GenericRowData values = new GenericRowData(getters.length);
        for (int i = 0; i < getters.length; i++) {
            values.setField(i, getters[i] == null ? null : getters[i].getFieldOrNull(row.row));
        }
        EntityRow mapped = new EntityRow();
        mapped.input = to.tables().indexOf(from.tables().get(row.input));
        mapped.kind = row.kind;
        mapped.time = row.time;
        mapped.known = row.known;
        mapped.key = row.key;
        mapped.row =
                new RowDataSerializer(to.rowTypes().get(mapped.input)).toBinaryRow(values).copy();
        return mapped;
    }
}
