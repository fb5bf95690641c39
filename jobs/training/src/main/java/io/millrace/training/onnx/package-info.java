/** Writes models as ONNX files, and runs what it wrote. Knows no algorithm. */
package io.millrace.training.onnx;
