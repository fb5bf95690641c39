package io.millrace.cli.training;

import io.millrace.cli.cluster.Complaint;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Properties;

/** A small file beside the tables of a history that says how far it reaches. */
public final class HistoryNote {

    private static final String FILE = "history.properties";
    private static final String UNTIL = "until";
    private static final DateTimeFormatter SQL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private HistoryNote() {}

    /**
     * Writes it.
     *
     * @param until labels may be drawn from what happened up to this time
     */
    public static void write(Path history, Instant until) throws IOException {
        Files.writeString(history.resolve(FILE), UNTIL + "=" + SQL.format(until) + "\n");
    }

    /**
     * The end of a history as SQL writes it, such as {@code 2026-04-01 00:00:00}, in UTC; empty
     * when nobody has noted it.
     *
     * @throws Complaint if the note cannot be understood
     */
    public static Optional<String> until(Path history) {
        Path file = history.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            Properties note = new Properties();
            note.load(reader);
            String until = note.getProperty(UNTIL, "");
            LocalDateTime.parse(until, SQL);
            return Optional.of(until);
        } catch (IOException | DateTimeParseException e) {
            throw new Complaint(
                    file + ": no readable `until`, such as 2026-04-01 00:00:00: " + e.getMessage(),
                    e);
        }
    }
}
