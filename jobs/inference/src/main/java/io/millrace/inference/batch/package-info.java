/**
 * From a card's inputs to its outputs, a batch at a time: the card bound to the model's tensors by
 * name, the buffers, the run, and the check that card, model and golden rows belong together. No
 * Flink on the way.
 */
package io.millrace.inference.batch;
