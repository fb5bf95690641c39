package io.millrace.bench.mqtt;

import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** Counts the effects of a table's messages in a JVM of its own, until the parent ends it. */
final class FaultJobMain {

    private static final Duration CHECKPOINTS = Duration.ofMillis(200);
    private static final Duration RESTART = Duration.ofMillis(10);

    private FaultJobMain() {}

    /** Takes a {@link Run}, and the number of failures. */
    public static void main(String[] arguments) throws Exception {
        Run run = Run.parse(arguments);
        int failures = Integer.parseInt(arguments[arguments.length - 1]);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(1, configuration(run));
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        tables.executeSql(run.ddl());
        tables.toDataStream(tables.sqlQuery("SELECT id FROM messages"))
                .map(new Effects(run.folder(), (int) run.to(), failures))
                .returns(Types.INT)
                .uid("effects")
                .sinkTo(new DiscardingSink<>())
                .uid("end");
        environment.executeAsync("effects");
        ChildJvm.awaitParent();
        System.exit(0);
    }

    private static Configuration configuration(Run run) {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, run.folder().toUri().toString());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, RESTART);
        return configuration;
    }
}
