package io.millrace.bench.features.job;

import io.millrace.bench.features.feed.EventRows;
import io.millrace.bench.features.feed.EventSource;
import io.millrace.cli.cluster.FlinkSettings;
import io.millrace.cli.cluster.Installation;
import io.millrace.cli.cluster.LocalCluster;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/**
 * One rival's job, for as long as standard input has demands: see {@link
 * io.millrace.bench.features.feed.EventSource}. Flink's settings are those of the live job, at
 * parallelism 1.
 */
public final class MeasuredJob {

    /** System property: the folder for checkpoints. */
    public static final String CHECKPOINTS = "millrace.bench.checkpoints";

    /** Begin of the line that tells the job's address. */
    public static final String JOB = "@@job ";

    private MeasuredJob() {}

    public static void main(String[] arguments) throws Exception {
        Setting setting = Setting.of(arguments);
        Path checkpoints = Path.of(System.getProperty(CHECKPOINTS));
        Installation installation = Installation.current();
        try (LocalCluster cluster =
                LocalCluster.start(
                        installation,
                        FlinkSettings.load(
                                installation,
                                Map.of(
                                        "parallelism.default",
                                        "1",
                                        "restart-strategy.type",
                                        "disable",
                                        "state.backend.type",
                                        setting.backend(),
                                        "execution.checkpointing.storage",
                                        "filesystem",
                                        "execution.checkpointing.dir",
                                        checkpoints.toUri().toString())))) {
            StreamExecutionEnvironment env = cluster.environment(RuntimeExecutionMode.STREAMING);
            env.getCheckpointConfig().disableCheckpointing(); // they are asked for
            build(env, setting);
            JobClient job = env.executeAsync(setting.rival().title());
            System.out.println(JOB + cluster.web().resolve("/jobs/" + job.getJobID()));
            job.getJobExecutionResult().get();
        }
    }

    private static void build(StreamExecutionEnvironment env, Setting setting) {
        InternalTypeInfo<RowData> type =
                InternalTypeInfo.of(EventRows.type(setting.events().columns()));
        DataStream<RowData> events =
                env.fromSource(
                                new EventSource(setting.events()),
                                WatermarkStrategy.noWatermarks(),
                                "events",
                                type)
                        .uid("events");
        setting.rival().build(events, setting);
    }
}
