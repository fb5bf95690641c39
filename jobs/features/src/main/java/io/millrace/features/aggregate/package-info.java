/**
 * The algebra of aggregations, free of Flink: an aggregation is a partial aggregate (the IR) that
 * takes rows in their order and merges with the IR of later rows. Nothing here subtracts: a window
 * that shrinks is merged anew from its parts.
 */
package io.millrace.features.aggregate;
