/**
 * The feature engine beside its peers: every rival in a JVM of its own, the same events for all,
 * and the results compared with naive ones, so that nobody wins by doing less.
 */
package io.millrace.bench.features;
