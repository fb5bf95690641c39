package io.millrace.cli;

import io.millrace.cli.cluster.Installation;
import io.millrace.cli.standalone.FlinkHome;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Completes a Flink distribution. */
@Command(
        name = "install-flink",
        description = {
            "Puts connectors, formats and ONNX Runtime into lib/ of a Flink 1.20 distribution, and"
                    + " the S3 plugin into plugins/.",
            "A jar that is there in any version is left as it is. Nothing is taken away."
        })
final class InstallFlinkVerb extends Verb {

    @Parameters(paramLabel = "FLINK_HOME", description = "The folder with Flink's lib/.")
    private Path home;

    @Override
    public Integer call() {
        List<String> added = new FlinkHome(home).install(Installation.current());
        added.forEach(this::say);
        say(added.isEmpty() ? "Nothing was missing." : added.size() + " files added to " + home);
        return 0;
    }
}
