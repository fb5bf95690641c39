package io.millrace.training.model;

import io.millrace.training.request.Parameter;
import java.util.List;

/** An algorithm. */
public interface Learner {

    /** Its settings. */
    List<Parameter> parameters();

    /**
     * The same fitting gives the same model, to the bit.
     *
     * @throws io.millrace.training.request.TrainingException when the algorithm cannot run here, or
     *     not on these rows
     */
    FittedModel fit(Fitting fitting);
}
