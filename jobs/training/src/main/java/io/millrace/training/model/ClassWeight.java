package io.millrace.training.model;

import io.millrace.inference.card.Meaning;
import io.millrace.training.request.Parameter;
import io.millrace.training.request.Task;
import java.util.List;

/** How much a row labelled 1 weighs against one labelled 0. */
public final class ClassWeight {

    public static final String NAME = "scale_pos_weight";
    private static final String BALANCED = "balanced";

    public static final Parameter PARAMETER =
            new Parameter.Real(
                    NAME,
                    "1",
                    1e-6,
                    Double.MAX_VALUE,
                    List.of(BALANCED),
                    "weight of rows labelled 1; balanced makes both classes weigh the same (scores"
                            + " are no chances then)");

    private ClassWeight() {}

    /** 1 for a regression. */
    public static double of(Fitting fitting) {
        if (fitting.task() == Task.REGRESSION) {
            return 1;
        } else if (!fitting.parameters().text(NAME).equals(BALANCED)) {
            return fitting.parameters().number(NAME);
        }
        long positives = fitting.train().positives();
        return (double) (fitting.train().rows() - positives) / positives;
    }

    /** How scores are to be read that were fitted with this weight. */
    public static Meaning meaning(Fitting fitting) {
        if (fitting.task() == Task.REGRESSION) {
            return Meaning.VALUE;
        }
        return of(fitting) == 1 ? Meaning.PROBABILITY : Meaning.SCORE;
    }
}
