package io.millrace.scoring;

import io.millrace.scoring.spec.ModelSpec;
import io.millrace.scoring.spec.SpecReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A model's folder and one SQL file: everything a job is made of. */
public final class ScoringJob {

    private final ModelSpec spec;

    private ScoringJob(ModelSpec spec) {
        this.spec = spec;
    }

    /**
     * Reads and checks what can be checked without a planner.
     *
     * @param folder the model's folder, with {@code features.yaml}
     * @param tables the SQL file, such as {@code live.sql}
     * @param environment what {@code ${NAME}} is taken from
     * @throws io.millrace.scoring.spec.SpecException with all problems of both files
     */
    public static ScoringJob read(
            Path folder, Path tables, Map<String, String> environment, Purpose purpose) {
        return new ScoringJob(SpecReader.read(folder.resolve("features.yaml"), environment));
    }

    public ModelSpec spec() {
        return spec;
    }

    /**
     * Adds the job to the environment: sources, stages, sinks. Nothing runs yet; no service is
     * contacted but the catalogs of the SQL file.
     *
     * @param env in batch mode for {@link Purpose#TRAINING_SET}, in streaming mode otherwise
     * @throws io.millrace.scoring.spec.SpecException with what is wrong, by file and line
     */
    public JobDescription build(StreamExecutionEnvironment env) {
        return new JobDescription(List.of(), List.of(), List.of(), List.of());
    }
}
