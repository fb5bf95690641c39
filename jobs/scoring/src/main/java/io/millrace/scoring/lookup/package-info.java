/**
 * Lookups: columns asked by key from any Flink lookup table while a row passes, with our own cache,
 * timeout, retries and answer to failure.
 */
package io.millrace.scoring.lookup;
