package io.millrace.features.plan;

import io.millrace.features.aggregate.InputType;
import java.io.Serializable;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * A column that a view's history keeps.
 *
 * @param name name in the source
 * @param field index in the rows that travel to the stage
 * @param type type in the source
 * @param input how it lies in the history
 */
public record StoredColumn(String name, int field, LogicalType type, InputType input)
        implements Serializable {}
