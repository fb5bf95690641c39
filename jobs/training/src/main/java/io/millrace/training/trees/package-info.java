/** Gradient boosted trees by XGBoost, and their way into ONNX. */
package io.millrace.training.trees;
