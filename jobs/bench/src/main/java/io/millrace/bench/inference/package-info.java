/** The scoring stage beside ONNX Runtime alone. */
package io.millrace.bench.inference;
