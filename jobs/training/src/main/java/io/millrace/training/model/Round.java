package io.millrace.training.model;

/**
 * One round of a fitting.
 *
 * @param metric name of the loss or quality that was watched
 * @param train its value on the training part
 * @param validation its value on the validation part; NaN when there is none
 */
public record Round(String metric, double train, double validation) {}
