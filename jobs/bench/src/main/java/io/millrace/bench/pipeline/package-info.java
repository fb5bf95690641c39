/** The whole job on rows in memory, built up stage by stage. */
package io.millrace.bench.pipeline;
