package io.millrace.connector.mqtt;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;

/**
 * Runs the job in a JVM that is there to be killed, and answers each line of standard input by a
 * report. Ends with standard input.
 */
final class KilledJobMain {

    /** More messages than a run publishes. */
    static final int CAPACITY = 100_000;

    private KilledJobMain() {}

    /**
     * Takes the broker's URL, client id, topic, folders for checkpoints and output, whether
     * redeliveries are recognised, and the checkpoint to restore if there is one.
     */
    public static void main(String[] arguments) throws Exception {
        EffectCounter.Probe probe = EffectCounter.newProbe();
        Configuration configuration = MetricProbe.configuration();
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, arguments[3]);
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        if (arguments.length > 6) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, arguments[6]);
        }
        MqttSourceBuilder<Integer> source =
                MqttSource.<Integer>builder()
                        .url(arguments[0])
                        .clientId(arguments[1])
                        .topics(arguments[2]);
        if (!Boolean.parseBoolean(arguments[5])) {
            source.withoutRecognition();
        }
        GuaranteeJob.submit(configuration, source, CAPACITY, Path.of(arguments[4]));
        answer(probe);
        Runtime.getRuntime().halt(0);
    }

    private static void answer(EffectCounter.Probe probe) throws Exception {
        BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (input.readLine() != null) {
            Effects state = probe.effects();
            System.out.println(
                    new KilledJob.Report(
                                    probe.restores.get(),
                                    probe.completions.get(),
                                    state.distinct(),
                                    state.total(),
                                    MetricProbe.total("redelivered"))
                            .line());
        }
    }
}
