package io.millrace.cli;

import io.millrace.cli.cluster.FlinkSettings;
import io.millrace.cli.cluster.Installation;
import io.millrace.scoring.JobDescription;
import io.millrace.scoring.Purpose;
import io.millrace.scoring.ScoringJob;
import io.millrace.scoring.spec.ModelSpec;
import io.millrace.scoring.spec.SpecReader;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks a model's folder without running anything. */
@Command(
        name = "validate",
        description = {
            "Checks features.yaml, the SQL file and the model against each other.",
            "Nothing is started, and nothing is contacted but the catalogs of the SQL file. Without"
                    + " --tables, only features.yaml is looked at."
        })
final class ValidateVerb extends Verb {

    @Mixin private JobOptions job;
    @Mixin private PurposeOption purpose;

    @Override
    public Integer call() {
        Path tables = job.tables().orElse(null);
        if (tables == null) {
            ModelSpec read =
                    SpecReader.read(job.folder().resolve("features.yaml"), job.environment());
            out().printf("%s is valid: %d features%n", read.name(), read.features().size());
            return 0;
        }
        JobDescription described = describe(job, tables, purpose.purpose());
        described.warnings().forEach(warning -> out().println("warning: " + warning));
        out().printf(
                        "%s with %s is valid: %d features, %d operators, writes to %s%n",
                        job.folder(),
                        tables.getFileName(),
                        described.features().size(),
                        described.operators().size(),
                        String.join(", ", described.inserts()));
        return 0;
    }

    /** Builds the job for nobody to run. */
    static JobDescription describe(JobOptions job, Path tables, Purpose purpose) {
        StreamExecutionEnvironment env = environment(purpose);
        return ScoringJob.read(job.folder(), tables, job.environment(), purpose).build(env);
    }

    /** An environment to plan in. */
    static StreamExecutionEnvironment environment(Purpose purpose) {
        var settings = FlinkSettings.load(Installation.current(), Map.of());
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(settings);
        env.setRuntimeMode(PurposeOption.mode(purpose));
        return env;
    }
}
