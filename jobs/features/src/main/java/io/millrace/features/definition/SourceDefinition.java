package io.millrace.features.definition;

import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * How the rows of one table are placed in time.
 *
 * @param table table or view of the SQL file
 * @param time column of the event time; null: the table's watermark column
 * @param known column of the known time (for a change log, the commit time); null: the event time
 * @param error column that is not null when the row could not be read; such rows are rejected.
 *     Null: the source has none
 * @param change column that says of each row of an append-only change log what it does: {@code +I},
 *     {@code -U}, {@code +U} or {@code -D}. Not looked at in a table that is a change log itself.
 *     Null: every row is an insert
 */
public record SourceDefinition(
        String table,
        @Nullable String time,
        @Nullable String known,
        @Nullable String error,
        @Nullable String change)
        implements Serializable {
    /** A table whose rows are what their connector says they are. */
    public SourceDefinition(
            String table, @Nullable String time, @Nullable String known, @Nullable String error) {
        this(table, time, known, error, null);
    }
}
