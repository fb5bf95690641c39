package io.millrace.features.plan;

import io.millrace.features.aggregate.AggregateFunction;
import io.millrace.features.aggregate.InputType;
import io.millrace.features.aggregate.Slot;
import java.io.Serializable;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * One feature of a windowed view.
 *
 * @param function turns the slot into the answer
 * @param input what the function was planned for
 * @param slot where the partial aggregate lies
 * @param window index into the view's windows
 * @param type type of the feature
 */
public record WindowOutput(
        AggregateFunction function, InputType input, Slot slot, int window, LogicalType type)
        implements Serializable {}
