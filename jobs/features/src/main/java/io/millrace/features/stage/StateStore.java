package io.millrace.features.stage;

import java.util.function.ToLongFunction;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/** Where views keep what they keep, for the current key. */
interface StateStore {
    /**
     * A value of each key.
     *
     * @param adaptation of what an older definition kept
     * @param weight estimated bytes
     */
    <T> KeyValue<T> value(
            ValueStateDescriptor<T> descriptor,
            KeyValue.Adaptation<T> adaptation,
            ToLongFunction<T> weight)
            throws Exception;

    /** How rows are kept. */
    EntityRowSerializer rowSerializer();

    /** Whether rows of one time are ordered by the view's tie break rather than as they came. */
    boolean breaksTies();
}
