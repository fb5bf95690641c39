/**
 * The model as a stage of the stream: rows in, scored rows out, batched on the way. Knows rows and
 * columns, and nothing of where they come from.
 */
package io.millrace.inference.stage;
