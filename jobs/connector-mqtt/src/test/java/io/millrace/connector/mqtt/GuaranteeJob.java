package io.millrace.connector.mqtt;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/**
 * The job that the faults happen to.
 *
 * <pre>
 *   mqtt ──numbers──▶ counter (state: effects per number) ──▶ files (committed with a checkpoint)
 * </pre>
 */
final class GuaranteeJob {

    private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(150);

    private GuaranteeJob() {}

    /**
     * Submits the job.
     *
     * @param messages numbers are below this
     * @param output where the committed files appear
     */
    static JobClient submit(
            Configuration configuration,
            MqttSourceBuilder<Integer> source,
            int messages,
            Path output)
            throws Exception {
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(1);
        environment.enableCheckpointing(CHECKPOINT_INTERVAL.toMillis());
        environment
                .fromSource(
                        source.deserializer(new Numbers()).build(),
                        WatermarkStrategy.noWatermarks(),
                        "mqtt")
                .uid("mqtt")
                .map(new EffectCounter(messages))
                .uid("counter")
                .sinkTo(CommittedFiles.sink(output))
                .uid("files");
        return environment.executeAsync("guarantee");
    }

    static final class Numbers implements MqttDeserializationSchema<Integer> {

        private static final long serialVersionUID = 1L;

        @Override
        public void deserialize(MqttMessage message, Collector<Integer> out) {
            out.collect(Integer.valueOf(new String(message.payload(), StandardCharsets.US_ASCII)));
        }

        @Override
        public TypeInformation<Integer> getProducedType() {
            return Types.INT;
        }
    }
}
