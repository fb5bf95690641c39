/** What is to be said of a model's scores on the three parts, as numbers and as charts. */
package io.millrace.training.evaluation;
