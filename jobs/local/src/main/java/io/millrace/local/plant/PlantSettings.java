package io.millrace.local.plant;

import java.time.Duration;
import java.time.Instant;

/**
 * Which plant, and which stretch of its time.
 *
 * @param seed two plants with equal settings have equal events
 * @param machines how many
 * @param firstMachineId the machines are numbered from here; plants with disjoint numbers have
 *     machines that have nothing in common
 * @param start when the telemetry begins
 * @param span how long it goes on
 * @param interval between two readings of a machine; whole seconds, at most an hour
 * @param burnIn how long the plant has been running at the start. Errors, maintenance, failures and
 *     the service history reach back that far, telemetry does not
 */
public record PlantSettings(
        long seed,
        int machines,
        int firstMachineId,
        Instant start,
        Duration span,
        Duration interval,
        Duration burnIn) {

    public PlantSettings {
        if (machines < 1) {
            throw new IllegalArgumentException("machines is " + machines + ": at least 1");
        }
        if (interval.toSeconds() < 1 || interval.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "interval is " + interval + ": between 1 second and 1 hour");
        }
        if (span.isNegative() || burnIn.isNegative()) {
            throw new IllegalArgumentException("span and burn-in cannot be negative");
        }
    }

    /** 100 machines over 90 days, a reading every quarter of an hour: 0.8 million readings. */
    public static PlantSettings history() {
        return new PlantSettings(
                20_260_101L,
                100,
                1,
                Instant.parse("2026-01-01T00:00:00Z"),
                Duration.ofDays(90),
                Duration.ofMinutes(15),
                Duration.ofDays(60));
    }

    /** 100 other machines, from the first of June, for as long as somebody watches. */
    public static PlantSettings live() {
        return new PlantSettings(
                20_260_601L,
                100,
                1001,
                Instant.parse("2026-06-01T00:00:00Z"),
                Duration.ofDays(3650),
                Duration.ofMinutes(15),
                Duration.ofDays(60));
    }

    /** As these, with another seed. */
    public PlantSettings withSeed(long other) {
        return new PlantSettings(other, machines, firstMachineId, start, span, interval, burnIn);
    }

    /** As these, with that many machines. */
    public PlantSettings withMachines(int count) {
        return new PlantSettings(seed, count, firstMachineId, start, span, interval, burnIn);
    }

    /** As these, over another stretch of time. */
    public PlantSettings withSpan(Duration other) {
        return new PlantSettings(seed, machines, firstMachineId, start, other, interval, burnIn);
    }
}
