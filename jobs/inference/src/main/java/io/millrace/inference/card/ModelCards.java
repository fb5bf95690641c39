package io.millrace.inference.card;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads and writes {@code model.yaml}. */
public final class ModelCards {

    private ModelCards() {}

    /**
     * Reads a card's file.
     *
     * @throws InvalidCardException with all that is wrong, each with file and line; also when there
     *     is no such file
     * @throws UncheckedIOException when the file cannot be read
     */
    public static ModelCard read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new InvalidCardException(
                    List.of(
                            file
                                    + ": there is no such file; a model's card is written by `train`"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the model card " + file, e);
        }
    }

    /**
     * Reads a card that is already in memory.
     *
     * @param source named in errors
     * @throws InvalidCardException with all that is wrong
     */
    public static ModelCard parse(String source, String yaml) {
        return new CardReader(source).read(yaml);
    }

    /** The same card always gives the same bytes, and {@link #parse} gives the same card back. */
    public static String toYaml(ModelCard card) {
        return CardWriter.write(card);
    }

    /**
     * Replaces the file.
     *
     * @throws UncheckedIOException when the file cannot be written
     */
    public static void write(ModelCard card, Path file) {
        try {
            Files.writeString(file, toYaml(card), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the model card " + file, e);
        }
    }
}
