package io.millrace.inference.stage;

import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * Which rows say what moved their score, and how much they say.
 *
 * @param top inputs that are named, those that moved it most first; more than zero
 * @param above only rows whose score is greater; the score is the first of the model's outputs that
 *     is a single number. Null: all rows
 */
public record ExplainPlan(int top, @Nullable Double above) implements Serializable {

    public static final int DEFAULT_TOP = 3;

    /**
     * @throws IllegalArgumentException when {@code top} is not positive
     */
    public ExplainPlan {
        if (top < 1) {
            throw new IllegalArgumentException("explain.top must be at least 1, not " + top);
        }
    }
}
