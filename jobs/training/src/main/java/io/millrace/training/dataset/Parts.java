package io.millrace.training.dataset;

/**
 * A training set, parted.
 *
 * @param train what the model is fitted on; never empty
 * @param validation what says when to stop; may be empty
 * @param test what the metrics come from; never empty
 * @param dropped rows in no part, because their labels look into the time of another
 */
public record Parts(Part train, Part validation, Part test, int dropped) {}
