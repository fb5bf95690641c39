package io.millrace.inference.card;

import java.util.List;

/** Everything that is wrong with a card, found in one reading. */
public final class InvalidCardException extends RuntimeException {

    private final List<String> problems;

    public InvalidCardException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each: {@code file:line: what is wrong, and the way out}. */
    public List<String> problems() {
        return problems;
    }
}
