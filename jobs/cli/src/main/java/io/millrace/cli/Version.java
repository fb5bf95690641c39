package io.millrace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** Versions of Millrace and Flink, as the build has written them down. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
            String text =
                    in == null
                            ? "not known"
                            : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new String[] {text.strip()};
        }
    }
}
