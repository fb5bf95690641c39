package io.millrace.local.services;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/**
 * Cleans up behind this JVM, however it ends. PostgreSQL runs in processes of its own, which a
 * {@code kill -9} of this JVM would leave behind; so a shell waits at the end of a pipe from here,
 * and when the pipe breaks it ends the server and removes what was temporary.
 */
final class OrphanGuard {

    private static final String SCRIPT =
            """
            cat > /dev/null
            if [ -s "$1" ]; then
              pid=$(head -n 1 "$1")
              kill -QUIT "$pid" 2> /dev/null
              tries=0
              while [ $tries -lt 100 ] && kill -0 "$pid" 2> /dev/null; do
                tries=$((tries + 1))
                sleep 0.1
              done
            fi
            home=$2
            shift 2
            if [ $# -gt 0 ]; then rm -rf "$@"; rmdir "$home" 2> /dev/null; fi
            """;

    private OrphanGuard() {}

    /**
     * Sets the guard.
     *
     * @param processFile the first line is the id of the process to end; may not exist (yet)
     * @param temporary what to remove in the end, all of it in {@code home}
     */
    static void set(@Nullable Path processFile, Path home, List<Path> temporary)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "millrace-guard"));
        command.add(processFile == null ? "" : processFile.toString());
        command.add(home.toString());
        temporary.forEach(path -> command.add(path.toString()));
        // its input stays open as long as this JVM lives; nothing is ever written to it
        new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
