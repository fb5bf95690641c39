package io.millrace.features.plan;

import java.io.Serializable;
import javax.annotation.Nullable;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * One column that a stage adds.
 *
 * @param name name of the column
 * @param view view it belongs to
 * @param function the aggregation as the definition calls it, parameters included, {@code latest}
 *     for a column of a newest row
 * @param column source column, null for a function without column
 * @param window label of the window, null for a column of a newest row
 * @param type always nullable: a row without entity key has no features
 */
public record Feature(
        String name,
        String view,
        String function,
        @Nullable String column,
        @Nullable String window,
        LogicalType type)
        implements Serializable {}
