package io.millrace.cli;

import io.millrace.cli.cluster.Complaint;
import io.millrace.cli.cluster.Installation;
import io.millrace.cli.demo.Demo;
import io.millrace.cli.demo.DemoSettings;
import io.millrace.cli.terminal.Interruption;
import io.millrace.cli.terminal.Screen;
import io.millrace.scoring.spec.DurationText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Everything at once, on this machine. */
@Command(
        name = "demo",
        description = {
            "Runs the example with all of its services on this machine: PostgreSQL, an MQTT broker,"
                    + " S3, an Iceberg catalog, Flink with its web page, and a simulated plant.",
            "At the end every event is accounted for by DuckDB, from the lakehouse's files; the exit"
                    + " code is 0 only if each has exactly one row."
        })
final class DemoVerb extends Verb {

    @Parameters(
            arity = "0..1",
            paramLabel = "MODEL_FOLDER",
            description = "models/machine-failure of the repository if not given.")
    private Path folder;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "How long the plant runs, such as 60s or 5m; until Ctrl-C if not given.")
    private String length;

    @Option(
            names = "--speed",
            paramLabel = "HOURS",
            defaultValue = "3",
            description = "Simulated hours in a second; ${DEFAULT-VALUE} if not given.")
    private double speed;

    @Option(
            names = "--machines",
            paramLabel = "NUMBER",
            defaultValue = "100",
            description = "How many machines; ${DEFAULT-VALUE} if not given.")
    private int machines;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Another plant.")
    private Long seed;

    @Option(
            names = "--malformed",
            paramLabel = "SHARE",
            defaultValue = "0.001",
            description =
                    "Messages that are no readings, for each reading; ${DEFAULT-VALUE} if not given.")
    private double malformed;

    @Mixin private ClusterOptions flink;

    @Override
    public Integer call() throws Exception {
        try (Interruption ctrlC = Interruption.listen()) {
            Demo demo = new Demo(settings(), flink::start, Screen.of(out()), ctrlC);
            return demo.run() ? 0 : 1;
        }
    }

    private DemoSettings settings() {
        Path model =
                folder == null
                        ? Installation.current().root().resolve("models").resolve("machine-failure")
                        : folder;
        Map<String, String> environment = new LinkedHashMap<>(System.getenv());
        return new DemoSettings(
                model,
                model.resolve("live.sql"),
                length(),
                speed,
                machines,
                seed,
                malformed,
                environment);
    }

    private Duration length() {
        return length == null
                ? null
                : DurationText.parse(length)
                        .filter(time -> !time.isNegative() && !time.isZero())
                        .orElseThrow(
                                () ->
                                        new Complaint(
                                                "--for: '%s' is no length of time, such as 60s or 5m"
                                                        .formatted(length)));
    }
}
