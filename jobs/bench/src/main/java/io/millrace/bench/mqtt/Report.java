package io.millrace.bench.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import javax.annotation.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Prints a report, and adds it to a file as a section if there is one. */
final class Report {

    private Report() {}

    static void print(CommandSpec command, String title, List<String> text, @Nullable Path file)
            throws IOException {
        text.forEach(command.commandLine().getOut()::println);
        command.commandLine().getOut().flush();
        if (file != null) {
            String heading = "%n## %s, %s%n%n".formatted(LocalDate.now(ZoneOffset.UTC), title);
            Files.writeString(
                    file,
                    heading + "```\n" + String.join("\n", text) + "\n```\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
