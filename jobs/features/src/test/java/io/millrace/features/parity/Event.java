package io.millrace.features.parity;

import org.apache.flink.types.RowKind;

/**
 * One entry of a change log.
 *
 * @param id of the row that changes
 * @param version 0 for the row as it was inserted, 1 as corrected
 * @param known when the change was made, milliseconds
 * @param arrival when it comes to the job, milliseconds
 */
record Event(int id, RowKind kind, int version, long known, long arrival) {}
