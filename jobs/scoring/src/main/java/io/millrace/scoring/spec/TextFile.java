package io.millrace.scoring.spec;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the files that users write, which are text and not large. */
public final class TextFile {

    static final int SIZE_LIMIT = 1 << 20;

    private TextFile() {}

    /** The file's text; empty after a problem, which has then been reported. */
    public static Optional<String> read(Path file, Problems problems) {
        try {
            if (Files.size(file) <= SIZE_LIMIT) {
                return Optional.of(Files.readString(file));
            }
            problems.add(file, 0, "is larger than " + SIZE_LIMIT + " bytes; make it smaller");
        } catch (NoSuchFileException e) {
            problems.add(file, 0, "no such file; check the path");
        } catch (CharacterCodingException e) {
            problems.add(file, 0, "is not UTF-8 text; save it in that encoding");
        } catch (IOException e) {
            problems.add(file, 0, "cannot be read: " + e + "; check its permissions");
        }
        return Optional.empty();
    }
}
