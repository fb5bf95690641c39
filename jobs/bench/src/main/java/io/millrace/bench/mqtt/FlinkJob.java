package io.millrace.bench.mqtt;

import io.millrace.bench.measure.Mark;
import io.millrace.bench.memory.Counting;
import io.millrace.connector.mqtt.MqttDeserializationSchema;
import io.millrace.connector.mqtt.MqttSource;
import io.millrace.connector.mqtt.MqttSourceOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** Source, count, nothing else, with a checkpoint each second, on a cluster in this JVM. */
final class FlinkJob {

    private static final String COUNTED = "counted";
    private static final Duration CHECKPOINTS = Duration.ofSeconds(1);

    /** Accumulators of a running job travel with heartbeats. */
    private static final Duration HEARTBEATS = Duration.ofSeconds(1);

    private FlinkJob() {}

    /** Runs until the last message to be measured has come, and says what was spent. */
    static Mark measure(Run run) throws Exception {
        StreamExecutionEnvironment environment = environment(run);
        Map<String, Object> accumulators =
                run.subject() == Run.Subject.STREAM
                        ? stream(run, environment)
                                .getJobExecutionResult()
                                .get()
                                .getAllAccumulatorResults()
                        : running(table(run, environment));
        return Mark.of(accumulators, Mark.END).minus(Mark.of(accumulators, Mark.BEGIN));
    }

    /** A table has no end of its own: looks into the running job from time to time. */
    private static Map<String, Object> running(JobClient job) throws Exception {
        while (true) {
            Map<String, Object> accumulators = job.getAccumulators().get();
            if (accumulators.containsKey(Mark.END + "allocated")) {
                job.cancel().get();
                return accumulators;
            }
            if (job.getJobStatus().get().isTerminalState()) {
                job.getJobExecutionResult().get();
                throw new IllegalStateException("the job ended early");
            }
            Thread.sleep(HEARTBEATS.toMillis());
        }
    }

    private static StreamExecutionEnvironment environment(Run run) {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, run.folder().toUri().toString());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        if (run.subject() == Run.Subject.TABLE) {
            configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, HEARTBEATS);
        }
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        return StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    }

    private static JobClient stream(Run run, StreamExecutionEnvironment environment)
            throws Exception {
        MqttSource<String> source =
                MqttSource.<String>builder()
                        .url("tcp://127.0.0.1:" + run.port())
                        .clientId(run.session())
                        .topics(run.topic())
                        .set(MqttSourceOptions.QOS, run.qos())
                        .set(MqttSourceOptions.RECEIVE_MAXIMUM, run.window())
                        .set(MqttSourceOptions.BOUNDED_COUNT, run.to())
                        .deserializer(MqttDeserializationSchema.ofPayload(new SimpleStringSchema()))
                        .build();
        environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "mqtt")
                .uid("mqtt")
                .process(new Counting<String>(COUNTED, run.from(), run.to()))
                .uid("count")
                .sinkTo(new DiscardingSink<>())
                .uid("end");
        return environment.executeAsync("mqtt");
    }

    private static JobClient table(Run run, StreamExecutionEnvironment environment)
            throws IOException {
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        tables.executeSql(run.ddl());
        tables.executeSql(
                "CREATE TABLE counted (id BIGINT) WITH ('connector' = 'bench-count', 'measure-from' = '%d', 'measure-to' = '%d')"
                        .formatted(run.from(), run.to()));
        return tables.executeSql("INSERT INTO counted SELECT id FROM messages")
                .getJobClient()
                .orElseThrow();
    }
}
