/** ONNX models in the stream: card, signature, sessions and batches. Knows nothing of features. */
package io.millrace.inference;
