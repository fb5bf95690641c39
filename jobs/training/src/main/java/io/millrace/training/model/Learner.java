package io.millrace.training.model;

import io.millrace.training.request.Parameter;
import java.util.List;

/** An algorithm. */
public interface Learner {

    /** Its settings. */
    List<Parameter> parameters();

    /**
     * Asked before rows are read, which may take long.
     *
     * @throws io.millrace.training.request.TrainingException when the algorithm cannot run on this
     *     machine, with what to install
     */
    default void requireRunnable() {}

    /**
     * The same fitting gives the same model, to the bit.
     *
     * @throws io.millrace.training.request.TrainingException when the algorithm cannot do the task,
     *     or not on these rows
     */
    FittedModel fit(Fitting fitting);
}
