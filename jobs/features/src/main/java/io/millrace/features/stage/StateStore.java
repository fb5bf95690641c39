package io.millrace.features.stage;

import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/** Where views keep what they keep, for the current key. */
interface StateStore {
    <T> ValueState<T> value(ValueStateDescriptor<T> descriptor) throws Exception;

    /** How rows are kept. */
    EntityRowSerializer rowSerializer();

    /** Whether rows of one time are ordered by the view's tie break rather than as they came. */
    boolean breaksTies();
}
