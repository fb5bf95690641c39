package io.millrace.bench.pipeline;

import java.util.HashMap;
import java.util.Map;

/**
 * What a run is fed.
 *
 * @param rows of the spine in all
 * @param warmUp how many of them come before the measurement; at least 1
 * @param machines number of keys
 */
public record Load(long rows, long warmUp, int machines) {

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
        return names;
    }
}
