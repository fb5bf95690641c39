package io.millrace.scoring.spec;

/**
 * The table whose rows are scored, one score a row.
 *
 * @param table table or view of the SQL file
 * @param scoreUpdates of a change log, score after-images of updates too, not inserts only
 * @param late what becomes of late rows
 */
public record SpineSpec(String table, boolean scoreUpdates, LateSpine late) {}
