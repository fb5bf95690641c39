/** Benchmarks: whole pipelines and single parts, ours beside peers. */
package io.millrace.bench;
