/**
 * The model card, {@code model.yaml}: what a model file cannot say about itself. Its name and
 * version, its inputs by name and in order, what its outputs mean, and golden rows to recognise it
 * by. Knows neither Flink nor ONNX Runtime.
 */
package io.millrace.inference.card;
