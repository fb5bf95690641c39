/** From a training set to a fitted model, as an ONNX file with its card. */
package io.millrace.training;
