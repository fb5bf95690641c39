package io.millrace.features.stage;

import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.sorted.state.BatchExecutionKeyedStateBackend;
import org.apache.flink.streaming.runtime.tasks.StreamTask;

/**
 * Tells backends apart. Their classes are internal to Flink: what a backend does with an object
 * that it is given is in no public contract, and one that is not known here is asked for each row.
 */
final class KeyedValuesFactory {
    private KeyedValuesFactory() {}

    static KeyedValues of(
            KeyedStateBackend<?> backend, StreamTask<?, ?> task, KeyedValues.Selection selection) {
        return new KeyedValues(kind(backend), budget(task.getEnvironment()), selection);
    }

    private static KeyedValues.Backend kind(KeyedStateBackend<?> backend) {
        if (backend instanceof HeapKeyedStateBackend) {
            return KeyedValues.Backend.OBJECTS;
        }
        if (backend instanceof BatchExecutionKeyedStateBackend) {
            return KeyedValues.Backend.ONE_KEY;
        }
        return backend.isSafeToReuseKVState()
                ? KeyedValues.Backend.BYTES
                : KeyedValues.Backend.UNKNOWN;
    }

    /** What the job says, else what the cluster says. */
    private static long budget(Environment environment) {
        MemorySize cluster =
                environment
                        .getTaskManagerInfo()
                        .getConfiguration()
                        .get(StateOptions.HOT_KEYS_MEMORY);
        return environment
                .getJobConfiguration()
                .getOptional(StateOptions.HOT_KEYS_MEMORY)
                .orElse(cluster)
                .getBytes();
    }
}
