package io.millrace.local.plant;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a live plant has come; all counts since it was started.
 *
 * @param plantTime the simulated time
 * @param sent readings handed to the broker's client
 * @param confirmed readings that the broker has acknowledged
 * @param malformed malformed payloads that the broker has acknowledged
 * @param refused readings and malformed payloads that the client has given up
 * @param errors rows written to {@code errors}
 * @param maintenance rows written to {@code maintenance}
 * @param failures rows written to {@code failures}
 * @param behind how far the plant is behind its schedule, on the wall clock; about zero unless the
 *     services are too slow
 */
public record LiveProgress(
        Instant plantTime,
        long sent,
        long confirmed,
        long malformed,
        long refused,
        long errors,
        long maintenance,
        long failures,
        Duration behind) {}
