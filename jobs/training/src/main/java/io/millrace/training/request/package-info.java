/**
 * What a training run is asked for, how it tells of its progress, and how it refuses. Knows nothing
 * of any algorithm.
 */
package io.millrace.training.request;
