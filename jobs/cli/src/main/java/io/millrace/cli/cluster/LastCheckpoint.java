package io.millrace.cli.cluster;

import java.time.Duration;

/**
 * The newest checkpoint that was completed.
 *
 * @param took from its beginning to its completion
 * @param bytes of the state, shared parts of incremental ones included
 * @param path to go on from, should all else fail
 */
public record LastCheckpoint(Duration took, long bytes, String path) {}
