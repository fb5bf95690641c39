/** How good scores are: small exact functions, ties included. Knows nothing of models. */
package io.millrace.training.metrics;
