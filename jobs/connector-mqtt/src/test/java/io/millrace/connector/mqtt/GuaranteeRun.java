package io.millrace.connector.mqtt;

import static org.awaitility.Awaitility.await;

import io.millrace.connector.mqtt.broker.CuttingProxy;
import io.millrace.connector.mqtt.broker.TestBroker;
import io.millrace.connector.mqtt.broker.TestClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** A job that counts effects, and the faults it is put through. */
final class GuaranteeRun {

    private static final int FEWEST_BATCHES = 50;

    private GuaranteeRun() {}

    /**
     * What happens to the job.
     *
     * @param patience how long nothing may be committed before the rest counts as lost
     */
    record Faults(int failures, int cuts, int kills, Duration patience) {}

    /** Runs a job under faults until nothing more comes, and returns what it committed. */
    static EffectCounter.Probe run(
            TestBroker broker,
            ClusterClient<?> cluster,
            String name,
            int messages,
            Faults faults,
            MqttSourceBuilder<Integer> source)
            throws Exception {
        EffectCounter.Probe probe = EffectCounter.newProbe();
        String topic = "guarantee/" + name;
        TestClient.prepareSession(broker.port(), name + "-0", topic);
        try (CuttingProxy proxy = new CuttingProxy(broker.port())) {
            JobID job =
                    submit(
                            source.url(proxy.url())
                                    .clientId(name)
                                    .topics(topic)
                                    .deserializer(new Numbers())
                                    .build(),
                            messages);
            publish(broker, topic, messages, faults, proxy, probe);
            awaitQuiet(probe, messages, faults.patience());
            cluster.cancel(job).get();
        }
        return probe;
    }

    private static JobID submit(MqttSource<Integer> source, int messages) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(1);
        environment.enableCheckpointing(150);
        environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "mqtt")
                .uid("mqtt")
                .map(new EffectCounter(messages))
                .uid("counter")
                .sinkTo(new DiscardingSink<>())
                .uid("sink");
        return environment.executeAsync("guarantee").getJobID();
    }

    /** Each batch is published while its faults happen; they are spread evenly over the batches. */
    private static void publish(
            TestBroker broker,
            String topic,
            int messages,
            Faults faults,
            CuttingProxy proxy,
            EffectCounter.Probe probe)
            throws Exception {
        int batches = Math.max(FEWEST_BATCHES, faults.failures());
        int batch = messages / batches;
        TestClient client = TestClient.connect(broker.port());
        for (int i = 0; i < batches; i++) {
            int failuresBefore = probe.failures.get();
            boolean failing = share(faults.failures(), batches, i) > 0;
            probe.fail.set(failing);
            TestClient current = client;
            int from = i * batch;
            CompletableFuture<Void> publishing =
                    CompletableFuture.runAsync(
                            () -> current.publishAll(topic, from, from + batch, String::valueOf));
            for (int c = share(faults.cuts(), batches, i); c > 0; c--) {
                int connections = proxy.accepted();
                proxy.cut();
                await().pollInterval(Duration.ofMillis(10))
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> proxy.accepted() > connections);
            }
            publishing.get();
            await().pollInterval(Duration.ofMillis(10))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> !failing || probe.failures.get() > failuresBefore);
            if (share(faults.kills(), batches, i) > 0) {
                client.close();
                broker.kill();
                broker.launch();
                client = TestClient.connect(broker.port());
            }
        }
        client.close();
    }

    /** How many of so many faults belong to this batch, spread evenly. */
    private static int share(int faults, int batches, int batch) {
        return faults * (batch + 1) / batches - faults * batch / batches;
    }

    /**
     * Until all messages are committed or nothing was for long, and then a little more: what comes
     * twice comes late.
     */
    private static void awaitQuiet(EffectCounter.Probe probe, int messages, Duration patience) {
        Stillness stillness = new Stillness(probe);
        await().atMost(Duration.ofMinutes(5))
                .until(() -> probe.distinct() == messages || stillness.lasts(patience));
        Stillness rest = new Stillness(probe);
        await().atMost(Duration.ofMinutes(5)).until(() -> rest.lasts(Duration.ofSeconds(2)));
    }

    /** Notices for how long nothing was committed that was not committed before. */
    private static final class Stillness {

        private final EffectCounter.Probe probe;
        private int[] last = new int[0];
        private long since = System.nanoTime();

        Stillness(EffectCounter.Probe probe) {
            this.probe = probe;
        }

        boolean lasts(Duration time) {
            if (!Arrays.equals(last, probe.committed())) {
                last = probe.committed();
                since = System.nanoTime();
            }
            return System.nanoTime() - since > time.toNanos();
        }
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
