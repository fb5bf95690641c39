package io.millrace.features.plan;

import java.io.Serializable;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;

/**
 * A table as its rows arrive.
 *
 * @param table name in the SQL file
 * @param rowType type of the rows
 * @param timeIndex column of the event time: TIMESTAMP, TIMESTAMP_LTZ, or BIGINT in milliseconds
 *     since the epoch; what is finer than a millisecond is cut off
 * @param knownIndex column of the known time, of the same types; -1: the event time
 * @param changelog rows may be updates and deletes; otherwise every row is taken as an insert
 * @param conditions text of a {@code where} to the index of the BOOLEAN column that holds its
 *     answer
 */
public record BoundSource(
        String table,
        RowType rowType,
        int timeIndex,
        int knownIndex,
        boolean changelog,
        Map<String, Integer> conditions)
        implements Serializable {
    public BoundSource {
        conditions = Map.copyOf(conditions);
    }
}
