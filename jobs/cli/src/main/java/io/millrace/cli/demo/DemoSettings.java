package io.millrace.cli.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * What the user asked for.
 *
 * @param folder of the model
 * @param tables the SQL file with the live bindings
 * @param length of the plant's run; null: until Ctrl-C
 * @param hoursPerSecond simulated hours in a second
 * @param machines how many
 * @param seed null: the plant's own
 * @param malformedShare malformed messages for each reading, 0 to 1
 * @param environment what the command line and the environment set for the SQL file
 */
public record DemoSettings(
        Path folder,
        Path tables,
        @Nullable Duration length,
        double hoursPerSecond,
        int machines,
        @Nullable Long seed,
        double malformedShare,
        Map<String, String> environment) {

    public DemoSettings {
        environment = Map.copyOf(environment);
    }
}
