/**
 * Networks of dense layers, fitted in plain Java: logistic regression is one without hidden layers.
 */
package io.millrace.training.neural;
