package io.millrace.features.plan;

import java.util.List;

/** A definition that cannot be planned, with everything that is wrong with it. */
public final class DefinitionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /** One message a problem, each naming the view and the way out. */
    public DefinitionException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** Each problem, in the order of the definition. */
    public List<String> problems() {
        return problems;
    }
}
