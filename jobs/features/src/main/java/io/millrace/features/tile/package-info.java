/**
 * Rows of one entity and one view in the order of their event time, with partial aggregates over
 * every stretch of time, so that a window's answer is merged from few parts. Free of Flink.
 *
 * <p>The shape of every sum is given by the rows in the window and by nothing else: rows are merged
 * along the binary digits of their times, two neighbours first. Where a row lies in memory, when it
 * came, what else is kept or has expired never shows in the last bit of an answer.
 */
package io.millrace.features.tile;
