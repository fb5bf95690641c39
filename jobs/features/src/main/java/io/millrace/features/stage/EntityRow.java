package io.millrace.features.stage;

import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/** A row on its way to the entity's state. Mutable and reused by Flink: who keeps one copies it. */
final class EntityRow {
    /** Index of the source among the plan's inputs; 0 is the spine, -1 a source that is no more. */
    int input;

    RowKind kind = RowKind.INSERT;

    /** Event time, milliseconds. */
    long time;

    /** Known time, milliseconds. */
    long known;

    /** The entity's key, always in binary form: its bytes are compared and hashed. */
    RowData key;

    /** The columns that travel. Its own row kind is always INSERT, so that equal rows are equal. */
    RowData row;

    /** By what it was read from state, if it was: columns may have changed since. */
    @Nullable EntityRowSerializer readBy;

    boolean isSpine() {
        return input == 0;
    }

    boolean isRetraction() {
        return kind == RowKind.DELETE || kind == RowKind.UPDATE_BEFORE;
    }
}
