package io.millrace.connector.mqtt;

import static org.awaitility.Awaitility.await;

import io.millrace.connector.mqtt.broker.CuttingProxy;
import io.millrace.connector.mqtt.broker.TestBroker;
import io.millrace.connector.mqtt.broker.TestClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;

/** A job that counts effects, and the faults it is put through. */
final class GuaranteeRun {

    private static final int FEWEST_BATCHES = 50;

    private final TestBroker broker;
    private final String topic;
    private final int messages;
    private final Faults faults;
    private final CuttingProxy proxy;
    private final EffectCounter.Probe probe = EffectCounter.newProbe();

    private GuaranteeRun(
            TestBroker broker, String topic, int messages, Faults faults, CuttingProxy proxy) {
        this.broker = broker;
        this.topic = topic;
        this.messages = messages;
        this.faults = faults;
        this.proxy = proxy;
    }

    /**
     * What happens to the job, spread evenly over its messages.
     *
     * @param failures exceptions in an operator
     * @param cuts connections reset under traffic
     * @param kills of the broker, which starts again with its data
     * @param takeovers of the job's only TaskManager by a new one
     * @param takeOver does one of them
     * @param patience how long nothing may be committed before the rest counts as lost
     */
    record Faults(
            int failures, int cuts, int kills, int takeovers, Fault takeOver, Duration patience) {

        static Faults of(int failures, int cuts, int kills, Duration patience) {
            return new Faults(failures, cuts, kills, 0, () -> {}, patience);
        }
    }

    /** Something that is done to the job. */
    interface Fault {
        void happen() throws Exception;
    }

    /**
     * What a run has left behind.
     *
     * @param state effects per message in the counter's newest completed checkpoint
     * @param output effects per message in the committed files
     * @param probe what happened on the way
     */
    record Outcome(Effects state, Effects output, EffectCounter.Probe probe) {}

    /** Runs a job under faults until nothing more comes, and returns what it committed. */
    static Outcome run(
            TestBroker broker,
            String name,
            int messages,
            Faults faults,
            MqttSourceBuilder<Integer> source)
            throws Exception {
        String topic = "guarantee/" + name;
        Path output = Files.createTempDirectory("guarantee");
        TestClient.prepareSession(broker.port(), name + "-0", topic);
        try (CuttingProxy proxy = new CuttingProxy(broker.port())) {
            GuaranteeRun run = new GuaranteeRun(broker, topic, messages, faults, proxy);
            JobClient job =
                    GuaranteeJob.submit(
                            new Configuration(),
                            source.url(proxy.url()).clientId(name).topics(topic),
                            messages,
                            output);
            run.publish();
            run.awaitQuiet(output);
            job.cancel().get();
            return new Outcome(
                    run.probe.effects(), CommittedFiles.effects(output, messages), run.probe);
        }
    }

    /** Each batch is published while its faults happen. */
    private void publish() throws Exception {
        int batches = Math.max(FEWEST_BATCHES, faults.failures());
        int batch = messages / batches;
        TestClient client = TestClient.connect(broker.port());
        for (int i = 0; i < batches; i++) {
            TestClient current = client;
            int from = i * batch;
            int failures = probe.failures.get();
            boolean failing = share(faults.failures(), batches, i) > 0;
            probe.fail.set(failing);
            CompletableFuture<Void> publishing =
                    CompletableFuture.runAsync(
                            () -> current.publishAll(topic, from, from + batch, String::valueOf));
            cut(share(faults.cuts(), batches, i));
            if (share(faults.takeovers(), batches, i) > 0) {
                takeOver();
            }
            publishing.get();
            await().pollInterval(Duration.ofMillis(10))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> !failing || probe.failures.get() > failures);
            if (share(faults.kills(), batches, i) > 0) {
                client.close();
                broker.kill();
                broker.launch();
                client = TestClient.connect(broker.port());
            }
        }
        client.close();
    }

    private void cut(int times) {
        for (int i = 0; i < times; i++) {
            int connections = proxy.accepted();
            proxy.cut();
            await().pollInterval(Duration.ofMillis(10))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> proxy.accepted() > connections);
        }
    }

    /** Waits for a checkpoint first, since a job without one does not restore. */
    private void takeOver() throws Exception {
        await().atMost(Duration.ofMinutes(1)).until(() -> probe.committed().length > 0);
        int restores = probe.restores.get();
        faults.takeOver().happen();
        await().atMost(Duration.ofMinutes(1)).until(() -> probe.restores.get() > restores);
    }

    /** How many of so many faults belong to this batch, spread evenly. */
    private static int share(int faults, int batches, int batch) {
        return faults * (batch + 1) / batches - faults * batch / batches;
    }

    /**
     * Until all messages are committed in state and files, or nothing was for long, and then a
     * little more: what comes twice comes late.
     */
    private void awaitQuiet(Path output) {
        Stillness stillness = new Stillness(probe);
        await().atMost(Duration.ofMinutes(5))
                .until(() -> complete(output) || stillness.lasts(faults.patience()));
        Stillness rest = new Stillness(probe);
        await().atMost(Duration.ofMinutes(5)).until(() -> rest.lasts(Duration.ofSeconds(2)));
    }

    private boolean complete(Path output) {
        return probe.effects().distinct() == messages
                && CommittedFiles.effects(output, messages).distinct() == messages;
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
}
