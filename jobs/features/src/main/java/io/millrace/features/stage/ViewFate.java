package io.millrace.features.stage;

import java.util.List;

/**
 * What becomes of a view's state when a job starts from a savepoint.
 *
 * @param view its name now; for state that nobody takes, the name it is kept under
 * @param outcome what becomes of it
 * @param columns those that older rows do not have, so that they are null there; of a refusal, what
 *     does not fit
 */
public record ViewFate(String view, Outcome outcome, List<String> columns) {
    public ViewFate {
        columns = List.copyOf(columns);
    }

    /** What becomes of a view's state. */
    public enum Outcome {
        /** Goes on where it was; of columns that are new, rows of before have none. */
        KEPT,
        /** Is not in the savepoint and fills with what comes. */
        STARTS_EMPTY,
        /** Is in the savepoint, and no view takes it. */
        DROPPED,
        /** Cannot be read by this definition: the job would not start. */
        REFUSED
    }
}
