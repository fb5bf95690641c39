package io.millrace.sources;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * {@code fail_once(value, trigger)}: gives the value back, but fails when it first is the trigger.
 */
public final class FailOnce extends ScalarFunction {

    private static final long serialVersionUID = 1L;

    /** Has to outlive the task that fails. */
    private static final Set<String> TRIPPED = ConcurrentHashMap.newKeySet();

    /** Whether the failure has happened, so that a test knows that it tested something. */
    static boolean hasTripped(String trigger) {
        return TRIPPED.contains(trigger);
    }

    /** Called for each row. */
    public String eval(String value, String trigger) {
        if (trigger.equals(value) && TRIPPED.add(trigger)) {
            throw new IllegalStateException("asked to fail at " + trigger);
        }
        return value;
    }

    @Override
    public boolean isDeterministic() {
        return false;
    }
}
