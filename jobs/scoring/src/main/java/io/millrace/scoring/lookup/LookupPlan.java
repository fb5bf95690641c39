package io.millrace.scoring.lookup;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * A lookup, bound to the columns it reads and adds.
 *
 * @param name of the lookup; part of the uid
 * @param inputType of the rows that ask
 * @param tableType of the answers: the lookup table's physical columns
 * @param keys index of the asking row's column, for each key column of the table in {@code
 *     tableKeys}' order
 * @param tableKeys indexes of the table's key columns
 * @param columns indexes of the table's columns that are asked for
 * @param names of the features the columns become
 * @param nullOnFailure nulls instead of a failed job when the table does not answer
 * @param timeout of one attempt
 * @param retries attempts after the first
 * @param cacheRows keys kept per subtask; 0: none
 * @param cacheTtl how old a kept answer may be
 * @param concurrency requests under way at once per subtask, each on its own connection
 */
public record LookupPlan(
        String name,
        RowType inputType,
        RowType tableType,
        List<Integer> keys,
        List<Integer> tableKeys,
        List<Integer> columns,
        List<String> names,
        boolean nullOnFailure,
        Duration timeout,
        int retries,
        long cacheRows,
        Duration cacheTtl,
        int concurrency)
        implements Serializable {

    /** The asking row's columns, then the features, which are null when the key is unknown. */
    public RowType outputType() {
        LogicalType[] types =
                IntStream.range(0, inputType.getFieldCount() + columns.size())
                        .mapToObj(this::typeAt)
                        .toArray(LogicalType[]::new);
        String[] fields =
                IntStream.range(0, types.length).mapToObj(this::nameAt).toArray(String[]::new);
        return RowType.of(types, fields);
    }

    private LogicalType typeAt(int index) {
        int feature = index - inputType.getFieldCount();
        return feature < 0
                ? inputType.getTypeAt(index)
                : tableType.getTypeAt(columns.get(feature)).copy(true);
    }

    private String nameAt(int index) {
        int feature = index - inputType.getFieldCount();
        return feature < 0 ? inputType.getFieldNames().get(index) : names.get(feature);
    }
}
