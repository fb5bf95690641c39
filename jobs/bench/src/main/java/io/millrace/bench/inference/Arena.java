package io.millrace.bench.inference;

import ai.onnxruntime.OrtException;
import io.millrace.bench.measure.Mark;
import io.millrace.bench.memory.Counting;
import io.millrace.cli.cluster.FlinkSettings;
import io.millrace.cli.cluster.Installation;
import io.millrace.cli.cluster.LocalCluster;
import io.millrace.inference.session.BareModel;
import io.millrace.inference.session.ModelRefusedException;
import io.millrace.inference.session.ModelStore;
import io.millrace.inference.stage.ScoringPlan;
import io.millrace.inference.stage.ScoringStage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.FileUtils;

/** Runs the contenders in this JVM; one cluster of one slot serves all jobs. */
final class Arena implements AutoCloseable {

    private static final int BATCH = 128;

    private final Path scratch;
    private final LocalCluster cluster;
    private final Duration checkpoints;
    private final int together;

    private Arena(Path scratch, LocalCluster cluster, Duration checkpoints, int together) {
        this.scratch = scratch;
        this.cluster = cluster;
        this.checkpoints = checkpoints;
        this.together = together;
    }

    static Arena start(Duration checkpoints, int together) throws IOException {
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
        LocalCluster cluster =
                LocalCluster.start(installation, FlinkSettings.load(installation, settings));
        return new Arena(scratch, cluster, checkpoints, together);
    }

    /**
     * @param warmUp rows before the measurement
     * @param rows of the measurement
     * @throws Exception the job's
     */
    Outcome run(Subject subject, Contender contender, long warmUp, long rows) throws Exception {
        if (contender == Contender.BARE) {
            return bare(subject, warmUp, rows);
        }
        StreamExecutionEnvironment env = cluster.environment(RuntimeExecutionMode.STREAMING);
        if (contender == Contender.CHECKPOINTED) {
            env.enableCheckpointing(checkpoints.toMillis());
        } else {
            env.getCheckpointConfig().disableCheckpointing();
        }
        DataStream<RowData> source =
                env.fromSource(
                                new RowSource(subject, warmUp + rows, together),
                                WatermarkStrategy.noWatermarks(),
                                "rows",
                                InternalTypeInfo.of(subject.rowType()))
                        .uid("rows");
        DataStream<RowData> scored =
                switch (contender) {
                    case SOURCE -> source;
                    case PLAIN_MAP ->
                            source.map(new PlainMap(subject))
                                    .returns(InternalTypeInfo.of(subject.rowType()))
                                    .uid("map");
                    default -> ScoringStage.apply(plan(subject), source, subject.rowType()).rows();
                };
        scored.process(new Counting<>("rows", warmUp, warmUp + rows))
                .returns(scored.getType())
                .uid("count")
                .sinkTo(new DiscardingSink<>())
                .uid("end");
        Map<String, Object> figures = env.execute("bench").getAllAccumulatorResults();
        Mark spent = Mark.of(figures, Mark.END).minus(Mark.of(figures, Mark.BEGIN));
        return new Outcome(spent, rows, Double.NaN);
    }

    private static Outcome bare(Subject subject, long warmUp, long rows) throws OrtException {
        try (BareRuntime bare = new BareRuntime(subject, BATCH)) {
            return bare.run(warmUp, rows);
        }
    }

    private ScoringPlan plan(Subject subject) throws IOException, ModelRefusedException {
        Path file = scratch.resolve(subject.id() + ".onnx");
        if (!Files.exists(file)) {
            Files.write(file, subject.model());
        }
        URI uri = file.toUri();
        ModelStore store = new ModelStore(scratch.resolve("models"), ModelStore.DEFAULT_LIMIT);
        return ScoringPlan.of(
                uri, BareModel.card("model", uri, List.of(), store), subject.columns(), Map.of());
    }

    @Override
    public void close() {
        cluster.close();
        FileUtils.deleteDirectoryQuietly(scratch.toFile());
    }
}
