package io.millrace.inference.stage;

import io.millrace.inference.lineup.CanaryKey;
import java.nio.charset.StandardCharsets;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;

/** The column whose values are shared out to canaries. */
final class CanaryColumn {

    /** The bucket of rows without a key: no canary takes them. */
    static final int NONE = Integer.MAX_VALUE;

    private final RowData.FieldGetter getter;
    private final CanaryKey keys;

    private CanaryColumn(RowData.FieldGetter getter, CanaryKey keys) {
        this.getter = getter;
        this.keys = keys;
    }

    /** Null when the plan names none. */
    @Nullable
    static CanaryColumn of(SwitchingPlan plan, RowType rows) {
        if (plan.canaryKey() == null) {
            return null;
        }
        int index = rows.getFieldIndex(plan.canaryKey());
        return new CanaryColumn(
                RowData.createFieldGetter(rows.getTypeAt(index).copy(true), index),
                new CanaryKey(plan.folder().card().name()));
    }

    /** See {@link CanaryKey#bucket}; a number counts as its decimal text. */
    int bucket(RowData row) {
        Object key = getter.getFieldOrNull(row);
        if (key == null) {
            return NONE;
        }
        return keys.bucket(
                key instanceof StringData text
                        ? text.toBytes()
                        : key.toString().getBytes(StandardCharsets.UTF_8));
    }
}
