package io.millrace.bench.pipeline;

import io.millrace.bench.measure.Mark;
import io.millrace.cli.cluster.FlinkSettings;
import io.millrace.cli.cluster.Installation;
import io.millrace.cli.cluster.LocalCluster;
import io.millrace.scoring.Purpose;
import io.millrace.scoring.ScoringJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;

/**
 * Runs the example's job on rows in memory, through the same classes and with the same {@code
 * flink-conf/config.yaml} as {@code millrace score}, at parallelism 1. One cluster serves all runs.
 */
public final class PipelineBench implements AutoCloseable {

    private final Path example;
    private final Path scratch;
    private final LocalCluster cluster;

    private PipelineBench(Path example, Path scratch, LocalCluster cluster) {
        this.example = example;
        this.scratch = scratch;
        this.cluster = cluster;
    }

    /** Starts the cluster. */
    public static PipelineBench start() throws IOException {
        Installation installation = Installation.current();
        Path scratch = Files.createTempDirectory("millrace-bench-");
        Map<String, String> settings =
                Map.of(
                        "parallelism.default",
                        "1",
                        "execution.checkpointing.storage",
                        "filesystem",
                        "execution.checkpointing.dir",
                        scratch.resolve("checkpoints").toUri().toString());
        return new PipelineBench(
                installation.root().resolve(Path.of("models", "machine-failure")),
                scratch,
                LocalCluster.start(installation, FlinkSettings.load(installation, settings)));
    }

    /**
     * Runs the pipeline up to a stage, from the first row to the last.
     *
     * @throws Exception of the job's, if it fails
     */
    public PipelineResult run(PipelineStage stage, Load load) throws Exception {
        Path folder = Files.createTempDirectory(scratch, "model-");
        try {
            Path sql = ModelFolder.write(example, stage, folder);
            StreamExecutionEnvironment env = cluster.environment(RuntimeExecutionMode.STREAMING);
            if (!stage.checkpoints()) {
                env.getCheckpointConfig().disableCheckpointing();
            }
            ScoringJob.read(folder, sql, load.environment(), Purpose.SCORE).build(env);
            return result(env.execute("bench: " + stage.title()), load);
        } finally {
            ModelFolder.delete(folder);
        }
    }

    private static PipelineResult result(JobExecutionResult end, Load load) {
        Map<String, Object> accumulators = end.getAllAccumulatorResults();
        Map<String, Long> counts = new HashMap<>();
        accumulators.forEach(
                (name, value) -> {
                    if (value instanceof Long count && !name.startsWith("mark-")) {
                        counts.put(name, count);
                    }
                });
        Mark spent = Mark.of(accumulators, Mark.END).minus(Mark.of(accumulators, Mark.BEGIN));
        return new PipelineResult(spent, load.measured(), counts);
    }

    @Override
    public void close() {
        cluster.close();
        FileUtils.deleteDirectoryQuietly(scratch.toFile());
    }
}
