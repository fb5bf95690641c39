package io.millrace.scoring.spec;

import java.time.Duration;

/**
 * Answers of a lookup that are kept in memory, per subtask.
 *
 * @param maxRows keys kept at most, more than zero; the least recently used goes first
 * @param ttl how old an answer may be, more than zero
 */
public record CacheSpec(long maxRows, Duration ttl) {}
