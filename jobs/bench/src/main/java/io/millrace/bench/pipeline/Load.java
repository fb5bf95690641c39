package io.millrace.bench.pipeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What a run is fed.
 *
 * @param rows of the spine in all
 * @param warmUp how many of them come before the measurement; at least 1
 * @param machines number of keys
 * @param interval event time between two readings of a machine, whole seconds. With the number of
 *     machines it says how far event time moves from row to row, and so how many watermarks come:
 *     Flink emits one as soon as event time has moved 200 ms
 */
public record Load(long rows, long warmUp, int machines, Duration interval) {

    public Load {
        if (warmUp < 1 || warmUp >= rows) {
            throw new IllegalArgumentException(
                    "of "
                            + rows
                            + " rows "
                            + warmUp
                            + " are to come before the measurement: at least 1, and fewer than all");
        }
    }

    /** How many rows are measured. */
    public long measured() {
        return rows - warmUp;
    }

    /** What the names in the SQL files stand for. */
    Map<String, String> environment() {
        Map<String, String> names = new HashMap<>();
        names.put("ROWS", String.valueOf(rows));
        names.put("WARM_UP", String.valueOf(warmUp));
        names.put("MACHINES", String.valueOf(machines));
        names.put("INTERVAL", interval.toSeconds() + " s");
        return names;
    }
}
