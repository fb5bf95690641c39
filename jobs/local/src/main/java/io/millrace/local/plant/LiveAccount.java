package io.millrace.local.plant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/**
 * What a live plant has done, from its start to its stop, and what happened to the machines.
 *
 * @param counts the final counts; {@code sent} is {@code confirmed} unless something was refused
 * @param failures all failures from the start of the telemetry until {@code until}, those after the
 *     stop included
 * @param until the failures are complete up to this time, which is the horizon after the last
 *     reading
 */
public record LiveAccount(LiveProgress counts, List<PlantTruth.Failure> failures, Instant until) {

    public LiveAccount {
        failures = List.copyOf(failures);
    }

    /** Judges the readings that were sent. */
    @JsonIgnore
    public PlantTruth truth() {
        return new PlantTruth(failures, until);
    }
}
