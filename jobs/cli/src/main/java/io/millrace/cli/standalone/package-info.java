/**
 * A Flink cluster of separate JVMs on this machine, and the Flink distribution that it runs: one of
 * the user's, or one that is assembled from the Maven artifacts.
 */
package io.millrace.cli.standalone;
