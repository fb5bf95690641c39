package io.millrace.bench.mqtt;

import io.millrace.bench.measure.Machine;
import io.millrace.bench.measure.Mark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.annotation.Nullable;
import org.apache.flink.util.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the MQTT source against a bare client on the same codec. */
@Command(
        name = "mqtt",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "What a message costs the MQTT source, and what a bare client on the same codec that"
                    + " deserializes, counts and acknowledges once a second.",
            "Each runs in a JVM of its own, by turns, and takes what the broker has queued for it;"
                    + " the job takes a checkpoint each second."
        })
public final class MqttBench implements Callable<Integer> {

    private static final String BARE = "bare client";
    private static final String SOURCE = "MQTT source";

    @Spec private CommandSpec self;

    @Option(
            names = "--messages",
            defaultValue = "300000",
            description = "Messages measured in a run; default: ${DEFAULT-VALUE}.")
    private long messages;

    @Option(
            names = "--warm-up",
            defaultValue = "100000",
            description = "Messages of each run before those; default: ${DEFAULT-VALUE}.")
    private long warmUp;

    @Option(
            names = "--payload",
            paramLabel = "BYTES",
            defaultValue = "100",
            description = "Length of a payload; default: ${DEFAULT-VALUE}.")
    private int payload;

    @Option(
            names = "--window",
            defaultValue = "60000",
            description = "Receive maximum; default: ${DEFAULT-VALUE}.")
    private int window;

    @Option(
            names = "--qos",
            split = ",",
            defaultValue = "0,1",
            description = "Qualities of service; default: ${DEFAULT-VALUE}.")
    private List<Integer> qualities;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Rounds, after one that is thrown away; default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--mosquitto",
            paramLabel = "FILE",
            defaultValue = Mosquitto.DEBIAN,
            description = {
                "The broker's binary; default: ${DEFAULT-VALUE}.",
                "At quality of service 1 it must be newer than 2.0.11, which does not keep the window."
            })
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
            List<String> text = new ArrayList<>(Machine.describe());
            text.add("broker: " + Mosquitto.version(mosquitto));
            text.add(
                    String.format(
                            Locale.ROOT,
                            "load: %,d messages of %d bytes after %,d, window %,d; %d rounds after one for warming up",
                            messages,
                            payload,
                            warmUp,
                            window,
                            rounds));
            for (int qos : qualities) {
                Contest contest = contest(folder, qos);
                text.add("");
                text.add("quality of service " + qos);
                text.addAll(contest.table());
                text.addAll(contest.ratios());
            }
            Report.print(self, "MQTT source and bare client", text, file);
            return 0;
        } finally {
            FileUtils.deleteDirectoryQuietly(folder.toFile());
        }
    }

    private Contest contest(Path folder, int qos) throws IOException, InterruptedException {
        Contest contest = new Contest(messages);
        Measurement measurement = new Measurement(mosquitto, folder, payload);
        try (ChildJvm bare = measurement.subject(ChildJvm.ownClassPath());
                ChildJvm source = measurement.subject(ChildJvm.ownClassPath())) {
            for (int round = 0; round <= rounds; round++) {
                List<String> order = new ArrayList<>(List.of(BARE, SOURCE));
                if (round % 2 == 0) {
                    Collections.reverse(order);
                }
                for (String name : order) {
                    ChildJvm subject = name.equals(BARE) ? bare : source;
                    Mark spent = measurement.drain(subject, run(folder, name, qos));
                    if (round > 0) {
                        contest.add(name, spent);
                    }
                    say(qos, round, name, contest.line(spent));
                }
            }
        }
        return contest;
    }

    private void say(int qos, int round, String name, String line) {
        PrintWriter progress = self.commandLine().getErr();
        progress.printf("qos %d, round %d of %d  %-12s %s%n", qos, round, rounds, name, line);
        progress.flush();
    }

    private Run run(Path folder, String name, int qos) {
        boolean bare = name.equals(BARE);
        return new Run(
                bare ? Run.Subject.BARE : Run.Subject.STREAM,
                0,
                "bench/mqtt",
                bare ? "bare" : "bench",
                qos,
                window,
                warmUp,
                warmUp + messages,
                folder,
                Path.of(""));
    }
}
