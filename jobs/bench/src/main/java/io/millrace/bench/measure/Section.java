package io.millrace.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import javax.annotation.Nullable;

/** A section of a results file. */
public final class Section {

    private Section() {}

    /**
     * Adds it at the end, under today's date.
     *
     * @param file null: nowhere
     */
    public static void append(@Nullable Path file, String title, List<String> lines)
            throws IOException {
        if (file != null) {
            String heading = "\n## " + LocalDate.now(ZoneOffset.UTC) + ", " + title + "\n\n";
            Files.writeString(
                    file,
                    heading + "```\n" + String.join("\n", lines) + "\n```\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
