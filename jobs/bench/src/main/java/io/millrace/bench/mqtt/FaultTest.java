package io.millrace.bench.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Publishes to a job that fails, over a connection that is cut, and counts what took effect. */
final class FaultTest {

    private static final String TOPIC = "bench/faults";
    private static final int PAYLOAD = 60;
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration RECONNECT = Duration.ofSeconds(5);

    /** For how long nothing new may be committed before the rest counts as lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Messages published in one go. */
    private static final int BATCH = 20;

    private final Path mosquitto;
    private final Load load;

    /**
     * What happens, evenly spread.
     *
     * @param rate messages a second, while the connection stands
     */
    record Load(int messages, int rate, int failures, int cuts) {}

    /**
     * What became of the messages.
     *
     * @param lost took no effect
     * @param doubled took effect more than once
     * @param extra effects beyond the first of each
     */
    record Outcome(long lost, long doubled, long extra, int failures, int reconnects) {

        static Outcome of(int[] counts, int messages, int failures, int reconnects) {
            int[] all = Arrays.copyOf(counts, messages);
            return new Outcome(
                    Arrays.stream(all).filter(count -> count == 0).count(),
                    Arrays.stream(all).filter(count -> count > 1).count(),
                    Arrays.stream(all).filter(count -> count > 1).map(count -> count - 1).sum(),
                    failures,
                    reconnects);
        }
    }

    FaultTest(Path mosquitto, Load load) {
        this.mosquitto = mosquitto;
        this.load = load;
    }

    Outcome run(Peer peer, Path folder) throws Exception {
        try (Mosquitto broker = Mosquitto.start(mosquitto, folder);
                CuttingProxy proxy = new CuttingProxy(broker.port());
                ChildJvm job = start(peer, proxy.port(), folder);
                Publisher publisher =
                        Publisher.connect(broker.port(), TOPIC, 1, new Payload(PAYLOAD))) {
            awaitReady(publisher, job, folder);
            int reconnects = publish(publisher, proxy);
            return Outcome.of(
                    awaitQuiet(folder), load.messages(), Effects.failures(folder), reconnects);
        }
    }

    private ChildJvm start(Peer peer, int port, Path folder) throws Exception {
        Run run =
                new Run(
                        Run.Subject.TABLE,
                        port,
                        TOPIC,
                        "faults",
                        1,
                        60_000,
                        0,
                        load.messages(),
                        folder,
                        peer.ddl());
        List<String> arguments =
                Stream.concat(run.arguments().stream(), Stream.of(String.valueOf(load.failures())))
                        .toList();
        return ChildJvm.start(
                FaultJobMain.class, peer.classPath(), folder.resolve("job.log"), arguments);
    }

    /** Publishes messages that do not count until one has come through. */
    private static void awaitReady(Publisher publisher, ChildJvm job, Path folder)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!Effects.ready(folder)) {
            if (System.nanoTime() > end || !job.alive()) {
                throw new IOException(
                        "no message came through the job; its log is "
                                + Files.readString(folder.resolve("job.log")));
            }
            publisher.publish(-1);
            Thread.sleep(100);
        }
    }

    private int publish(Publisher publisher, CuttingProxy proxy) throws InterruptedException {
        int reconnects = 0;
        int cuts = 0;
        long next = System.nanoTime();
        for (int id = 0; id < load.messages(); id++) {
            publisher.publish(id);
            if ((long) id * (load.cuts() + 1) / load.messages() > cuts) {
                cuts++;
                reconnects += proxy.cut(RECONNECT) ? 1 : 0;
                next = System.nanoTime();
            }
            if (id % BATCH == 0) {
                next += Duration.ofSeconds(1).toNanos() * BATCH / load.rate();
                long pause = next - System.nanoTime();
                if (pause > 0) {
                    Thread.sleep(Duration.ofNanos(pause).toMillis());
                }
            }
        }
        publisher.flush();
        return reconnects;
    }

    /** Until nothing changes for long, and also then: what comes twice comes late. */
    private int[] awaitQuiet(Path folder) throws IOException, InterruptedException {
        int[] last = Effects.committed(folder);
        long since = System.nanoTime();
        while (System.nanoTime() - since < PATIENCE.toNanos()) {
            Thread.sleep(200);
            int[] now = Effects.committed(folder);
            if (!Arrays.equals(last, now)) {
                last = now;
                since = System.nanoTime();
            }
        }
        return last;
    }
}
