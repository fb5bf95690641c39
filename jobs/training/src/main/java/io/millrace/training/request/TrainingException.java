package io.millrace.training.request;

import java.util.List;

/** A training run that cannot be, with every reason found and what to do about each. */
public final class TrainingException extends RuntimeException {

    private final List<String> problems;

    public TrainingException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public TrainingException(String problem) {
        this(List.of(problem));
    }

    public TrainingException(String problem, Throwable cause) {
        super(problem, cause);
        this.problems = List.of(problem);
    }

    /** One line each; never empty. */
    public List<String> problems() {
        return problems;
    }

    /**
     * Ends a check that collected problems.
     *
     * @throws TrainingException when there is at least one problem
     */
    public static void throwIfAny(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new TrainingException(problems);
        }
    }
}
