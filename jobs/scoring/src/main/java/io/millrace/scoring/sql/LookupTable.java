package io.millrace.scoring.sql;

import io.millrace.scoring.lookup.LookupSource;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/**
 * A table that can be asked by key.
 *
 * @param type its physical columns
 * @param source what asks it
 * @param keys indexes of the key columns in {@code type}, in the order the source takes them
 */
public record LookupTable(RowType type, LookupSource source, List<Integer> keys) {}
