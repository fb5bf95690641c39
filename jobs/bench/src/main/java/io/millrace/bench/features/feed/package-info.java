/** Events that are computed from their number, and the source that lets them flow in slices. */
package io.millrace.bench.features.feed;
