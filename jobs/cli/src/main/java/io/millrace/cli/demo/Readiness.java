package io.millrace.cli.demo;

import io.millrace.cli.cluster.JobFigures;
import java.time.Duration;

/**
 * Whether the job is ready for the plant: all of its tasks run, the MQTT source is connected, a
 * checkpoint was completed after that, the database's past has been read, and nothing has come for
 * longer than the stages wait for more of it.
 */
final class Readiness {

    private static final long SILENCE = Duration.ofSeconds(6).toNanos();

    /** A SQL file that reads less of the database than the example's is ready, too, if later. */
    private static final long LONG_SILENCE = Duration.ofSeconds(25).toNanos();

    private final long past;
    private boolean connected;
    private long checkpointsThen;
    private long rows = -1;
    private long rowsSince;

    /**
     * @param past rows that the database has from the beginning
     */
    Readiness(long past) {
        this.past = past;
    }

    /**
     * Looks once more.
     *
     * @param connections of MQTT sources
     * @param now nanoseconds
     */
    boolean reached(JobFigures figures, long connections, long now) {
        if (figures.rowsRead() != rows) {
            rows = figures.rowsRead();
            rowsSince = now;
        }
        if (!connected && figures.allRunning() && connections > 0) {
            connected = true;
            checkpointsThen = figures.checkpoints();
        }
        return connected
                && figures.checkpoints() > checkpointsThen
                && now - rowsSince > (rows >= past ? SILENCE : LONG_SILENCE);
    }
}
