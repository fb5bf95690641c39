package io.millrace.bench.mqtt;

import io.millrace.bench.measure.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** One run of one subject, with its broker and its publisher. */
final class Measurement {

    private final Path mosquitto;
    private final Path folder;
    private final int payload;

    /**
     * @param mosquitto the broker's binary
     * @param folder for configuration, logs and checkpoints
     * @param payload bytes a message
     */
    Measurement(Path mosquitto, Path folder, int payload) {
        this.mosquitto = mosquitto;
        this.folder = folder;
        this.payload = payload;
    }

    /**
     * Publishes all messages into the subject's session first, and then lets the subject take them:
     * the publisher is gone by then.
     */
    Mark drain(Run plan) throws IOException, InterruptedException {
        try (Mosquitto broker = Mosquitto.start(mosquitto, folder)) {
            Run run = plan.at(broker.port());
            Publisher.prepareSession(run.port(), run.clientId(), run.topic(), run.qos());
            try (ChildJvm publisher = publisher(run, run.to())) {
                publisher.lastLine();
            }
            try (ChildJvm subject = subject(run, ChildJvm.ownClassPath())) {
                return mark(subject.lastLine());
            }
        }
    }

    /** Publishes as fast as can be for as long as the subject runs. */
    Mark live(Run plan, List<String> classPath) throws IOException, InterruptedException {
        try (Mosquitto broker = Mosquitto.start(mosquitto, folder);
                ChildJvm subject = subject(plan.at(broker.port()), classPath);
                ChildJvm publisher = publisher(plan.at(broker.port()), 0)) {
            return mark(subject.lastLine());
        }
    }

    private ChildJvm publisher(Run run, long count) throws IOException {
        return ChildJvm.start(
                PublisherMain.class,
                ChildJvm.ownClassPath(),
                log("publisher"),
                List.of(
                        String.valueOf(run.port()),
                        run.topic(),
                        String.valueOf(run.qos()),
                        String.valueOf(payload),
                        String.valueOf(count)));
    }

    private ChildJvm subject(Run run, List<String> classPath) throws IOException {
        return ChildJvm.start(SubjectMain.class, classPath, log("subject"), run.arguments());
    }

    private Path log(String name) throws IOException {
        return Files.createTempFile(folder, name + "-", ".log");
    }

    private static Mark mark(String line) {
        long[] figures = Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
        return new Mark(figures[0], figures[1], figures[2], figures[3], figures[4]);
    }
}
