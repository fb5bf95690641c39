package io.millrace.scoring.spec;

import java.nio.file.Path;

/**
 * One thing wrong with what the user wrote.
 *
 * @param file the file as the caller named it
 * @param line counted from 1; 0 when the whole file is meant
 * @param message the value at fault and the way out; never a value of an environment variable
 */
public record Problem(Path file, int line, String message) {

    public static Problem at(Position position, String message) {
        return new Problem(position.file(), position.line(), message);
    }

    /** {@code file:line: message}, the form that editors and terminals turn into links. */
    @Override
    public String toString() {
        return new Position(file, line) + ": " + message;
    }
}
