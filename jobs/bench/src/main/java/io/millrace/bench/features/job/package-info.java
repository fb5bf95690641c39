/** The jobs that are measured: what runs in a rival's JVM. */
package io.millrace.bench.features.job;
