/** What a JVM has spent: processor time, collector, compiler, allocation. */
package io.millrace.bench.measure;
