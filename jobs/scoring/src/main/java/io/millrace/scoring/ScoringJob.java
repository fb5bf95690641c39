package io.millrace.scoring;

import io.millrace.scoring.parity.LoggedExtent;
import io.millrace.scoring.parity.ParityComparison;
import io.millrace.scoring.parity.ParityRequest;
import io.millrace.scoring.script.Script;
import io.millrace.scoring.script.Statement;
import io.millrace.scoring.spec.ModelSpec;
import io.millrace.scoring.spec.Problems;
import io.millrace.scoring.spec.SpecReader;
import io.millrace.scoring.topology.ScoringTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A model's folder and one SQL file: everything a job is made of. */
public final class ScoringJob {

    private final Path folder;
    private final ModelSpec spec;
    private final Script script;
    private final Purpose purpose;

    private ScoringJob(Path folder, ModelSpec spec, Script script, Purpose purpose) {
        this.folder = folder;
        this.spec = spec;
        this.script = script;
        this.purpose = purpose;
    }

    /**
     * Reads and checks what can be checked without a planner.
     *
     * @param folder the model's folder, with {@code features.yaml} and, for on-demand features,
     *     {@code features.sql}
     * @param tables the SQL file, such as {@code live.sql}
     * @param environment what {@code ${NAME}} is taken from
     * @throws io.millrace.scoring.spec.SpecException with all problems of both files
     */
    public static ScoringJob read(
            Path folder, Path tables, Map<String, String> environment, Purpose purpose) {
        return read(folder, List.of(tables), environment, purpose);
    }

    /**
     * Like {@link #read(Path, Path, Map, Purpose)}, with several SQL files, which are read one
     * after another as if they were one.
     */
    public static ScoringJob read(
            Path folder, List<Path> tables, Map<String, String> environment, Purpose purpose) {
        Problems problems = new Problems();
        Optional<ModelSpec> spec =
                problems.attempt(
                        () -> SpecReader.read(folder.resolve("features.yaml"), environment));
        Optional<Script> onDemand = problems.attempt(() -> onDemand(folder, environment));
        List<Statement> statements = new ArrayList<>();
        onDemand.ifPresent(script -> statements.addAll(script.statements()));
        for (Path file : tables) {
            problems.attempt(() -> Script.read(file, environment))
                    .ifPresent(script -> statements.addAll(script.statements()));
        }
        problems.throwIfAny();
        Script script = new Script(tables.get(0), statements);
        return new ScoringJob(folder, spec.orElseThrow(), script, purpose);
    }

    /** Views over {@code featured} that every binding shares; none when there is no such file. */
    private static Script onDemand(Path folder, Map<String, String> environment) {
        Path file = folder.resolve("features.sql");
        return Files.exists(file) ? Script.read(file, environment) : new Script(file, List.of());
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
        JobDescription description = ScoringTopology.build(env, spec, script, folder, purpose);
        // From here on an operator without a uid is an error. Not before: the planner's EXPLAIN,
        // which tells change logs from inserts, generates a graph of its own without uids.
        Configuration guarded = new Configuration();
        guarded.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        env.configure(guarded);
        return description;
    }

    /**
     * Adds a comparison of logged features with recomputed ones instead of the job; what the SQL
     * file INSERTs is left out.
     *
     * @param env in batch mode
     * @throws io.millrace.scoring.spec.SpecException with what is wrong, by file and line
     */
    public ParityComparison compare(StreamExecutionEnvironment env, ParityRequest request) {
        return ScoringTopology.compare(env, spec, script, folder, request);
    }

    /**
     * Adds a search for the event times of logged features instead of the job.
     *
     * @param env in batch mode
     * @throws io.millrace.scoring.spec.SpecException with what is wrong, by file and line
     */
    public LoggedExtent extent(StreamExecutionEnvironment env, ParityRequest request) {
        return ScoringTopology.extent(env, spec, script, folder, request);
    }

    /**
     * What the live job keeps, and would find in a savepoint. The environment is of no use
     * afterwards.
     *
     * @param rowsPerHour of a key, in each source
     * @param savepoint a savepoint's directory; null: none
     * @throws IOException when there is no savepoint, or it cannot be read
     * @throws io.millrace.scoring.spec.SpecException with what is wrong, by file and line
     */
    public JobState state(
            StreamExecutionEnvironment env, double rowsPerHour, @Nullable String savepoint)
            throws IOException {
        return ScoringTopology.state(env, spec, script, folder, rowsPerHour, savepoint);
    }
}
