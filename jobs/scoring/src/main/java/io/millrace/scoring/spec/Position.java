package io.millrace.scoring.spec;

import java.nio.file.Path;

/**
 * A place in a file.
 *
 * @param line counted from 1; 0 when the whole file is meant
 */
public record Position(Path file, int line) {

    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file.toString();
    }
}
