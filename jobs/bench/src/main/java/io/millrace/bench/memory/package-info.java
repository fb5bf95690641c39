/** Tables in memory: rows made beforehand as sources, and sinks that count. */
package io.millrace.bench.memory;
