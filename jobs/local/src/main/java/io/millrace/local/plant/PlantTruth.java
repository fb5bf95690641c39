package io.millrace.local.plant;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Which machines failed when: what scores are judged by, once the future has come. */
public final class PlantTruth {

    /** A failure that happened. */
    public record Failure(int machineId, Instant failedAt) {}

    private final Map<Integer, NavigableSet<Instant>> failures = new HashMap<>();
    private final Instant until;

    /**
     * The truth as far as it is known.
     *
     * @param until the failures are complete up to this time
     */
    public PlantTruth(List<Failure> failures, Instant until) {
        this.until = until;
        for (Failure failure : failures) {
            this.failures
                    .computeIfAbsent(failure.machineId(), id -> new TreeSet<>())
                    .add(failure.failedAt());
        }
    }

    /** The time up to which the failures are complete. */
    public Instant until() {
        return until;
    }

    /**
     * Whether the machine failed after the time, and no later than the horizon.
     *
     * @throws IllegalArgumentException if that is not known yet
     */
    public boolean failsWithin(int machineId, Instant eventTime, Duration horizon) {
        Instant end = eventTime.plus(horizon);
        if (end.isAfter(until)) {
            throw new IllegalArgumentException(
                    "failures are known until " + until + ", not until " + end);
        }
        NavigableSet<Instant> known = failures.get(machineId);
        Instant next = known == null ? null : known.higher(eventTime);
        return next != null && !next.isAfter(end);
    }
}
