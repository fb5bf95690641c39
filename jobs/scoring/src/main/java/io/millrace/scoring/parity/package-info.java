/**
 * Live features beside the same features recomputed from history: rows paired by the columns that
 * name a row, values compared bit for bit, counts and examples by feature. Knows neither SQL nor
 * specification.
 */
package io.millrace.scoring.parity;
