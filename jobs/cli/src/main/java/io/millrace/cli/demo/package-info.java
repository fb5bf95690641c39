/**
 * The example with all of its services on this machine: start, live view, orderly end, and an
 * account of every event by an engine that is not ours.
 */
package io.millrace.cli.demo;
