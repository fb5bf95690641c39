package io.millrace.training.model;

import io.millrace.training.dataset.Part;
import io.millrace.training.request.Parameters;
import io.millrace.training.request.Progress;
import io.millrace.training.request.Task;

/**
 * All that a learner is given.
 *
 * @param validation may be empty
 * @param parameters of the learner, checked
 */
public record Fitting(
        Part train,
        Part validation,
        Task task,
        Parameters parameters,
        long seed,
        Progress progress) {}
