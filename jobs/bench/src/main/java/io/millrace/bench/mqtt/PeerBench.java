package io.millrace.bench.mqtt;

import io.millrace.bench.measure.Machine;
import io.millrace.bench.measure.Mark;
import io.millrace.cli.terminal.TextTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.annotation.Nullable;
import org.apache.flink.util.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares our MQTT table with those of other connectors: throughput, and what faults lose. */
@Command(
        name = "mqtt-peers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "The MQTT table beside those of other connectors: what a message costs, and what is lost"
                    + " and doubled when tasks fail and the connection is cut.",
            "All read the same JSON by SQL, at quality of service 1, while a publisher of its own"
                    + " publishes; each job runs in a JVM of its own."
        })
public final class PeerBench implements Callable<Integer> {

    @Spec private CommandSpec self;

    @Option(
            names = "--peer",
            paramLabel = "NAME=DDL,JAR...",
            description =
                    "Another connector: the file that declares the table, and the connector's jars."
                            + " jobs/bench/peers has such files.")
    private List<String> peers = List.of();

    @Option(
            names = "--messages",
            defaultValue = "200000",
            description = "Messages measured in a run; default: ${DEFAULT-VALUE}; 0 for none.")
    private long messages;

    @Option(
            names = "--warm-up",
            defaultValue = "100000",
            description = "Messages of each run before those; default: ${DEFAULT-VALUE}.")
    private long warmUp;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "Rounds, after one that is thrown away; default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--fault-messages",
            defaultValue = "20000",
            description = "Messages under faults; default: ${DEFAULT-VALUE}; 0 for none.")
    private int faultMessages;

    @Option(
            names = "--rate",
            defaultValue = "2000",
            description = "Messages a second under faults; default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--failures",
            defaultValue = "10",
            description = "Task failures; default: ${DEFAULT-VALUE}.")
    private int failures;

    @Option(
            names = "--cuts",
            defaultValue = "20",
            description = "Cuts of the connection; default: ${DEFAULT-VALUE}.")
    private int cuts;

    @Option(
            names = "--mosquitto",
            paramLabel = "FILE",
            defaultValue = Mosquitto.DEBIAN,
            description = "The broker's binary, newer than 2.0.11; default: ${DEFAULT-VALUE}.")
    private Path mosquitto;

    @Option(
            names = "--append",
            paramLabel = "FILE",
            description = "Adds the report to this file too, as a section.")
    private @Nullable Path file;

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("millrace-bench-");
        try {
            List<Peer> contestants = new ArrayList<>(List.of(Peer.ours(folder)));
            peers.forEach(peer -> contestants.add(Peer.parse(peer)));
            List<String> text = new ArrayList<>(Machine.describe());
            text.add("broker: " + Mosquitto.version(mosquitto));
            if (messages > 0) {
                text.addAll(throughput(contestants, folder));
            }
            if (faultMessages > 0) {
                text.addAll(faults(contestants, folder));
            }
            Report.print(self, "MQTT connectors", text, file);
            return 0;
        } finally {
            FileUtils.deleteDirectoryQuietly(folder.toFile());
        }
    }

    private List<String> throughput(List<Peer> contestants, Path folder) throws Exception {
        Contest contest = new Contest(messages);
        Measurement measurement = new Measurement(mosquitto, folder, 100);
        Map<Peer, ChildJvm> jvms = new LinkedHashMap<>();
        try {
            for (Peer peer : contestants) {
                jvms.put(peer, measurement.subject(peer.classPath()));
            }
            for (int round = 0; round <= rounds; round++) {
                List<Peer> order = new ArrayList<>(contestants);
                if (round % 2 == 0) {
                    Collections.reverse(order);
                }
                for (Peer peer : order) {
                    Mark spent = measurement.live(jvms.get(peer), run(peer, folder));
                    if (round > 0) {
                        contest.add(peer.name(), spent);
                    }
                    say(
                            "round %d of %d  %-12s %s",
                            round, rounds, peer.name(), contest.line(spent));
                }
            }
        } finally {
            jvms.values().forEach(ChildJvm::close);
        }
        List<String> text = new ArrayList<>();
        text.add("");
        text.add(
                String.format(
                        Locale.ROOT,
                        "throughput: %,d messages of 100 bytes after %,d; %d rounds after one for warming up",
                        messages,
                        warmUp,
                        rounds));
        text.addAll(contest.table());
        if (contestants.size() > 1) {
            text.addAll(contest.ratios());
        }
        return text;
    }

    private Run run(Peer peer, Path folder) {
        return new Run(
                Run.Subject.TABLE,
                0,
                "bench/peers",
                "peers",
                1,
                60_000,
                warmUp,
                warmUp + messages,
                folder,
                peer.ddl());
    }

    private List<String> faults(List<Peer> contestants, Path folder) throws Exception {
        FaultTest test =
                new FaultTest(mosquitto, new FaultTest.Load(faultMessages, rate, failures, cuts));
        TextTable table = new TextTable();
        table.row("", "lost", "doubled", "effects too many", "task failures", "reconnects");
        for (Peer peer : contestants) {
            FaultTest.Outcome outcome =
                    test.run(peer, Files.createTempDirectory(folder, "faults-"));
            say("faults  %-12s %s", peer.name(), outcome);
            table.row(
                    peer.name(),
                    whole(outcome.lost()),
                    whole(outcome.doubled()),
                    whole(outcome.extra()),
                    whole(outcome.failures()),
                    whole(outcome.reconnects()));
        }
        List<String> text = new ArrayList<>();
        text.add("");
        text.add(
                String.format(
                        Locale.ROOT,
                        "faults: %,d messages, %,d a second, %d task failures, %d cuts, a checkpoint"
                                + " every 200 ms",
                        faultMessages,
                        rate,
                        failures,
                        cuts));
        text.addAll(table.lines());
        return text;
    }

    private static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private void say(String format, Object... arguments) {
        self.commandLine().getErr().println(String.format(Locale.ROOT, format, arguments));
        self.commandLine().getErr().flush();
    }
}
