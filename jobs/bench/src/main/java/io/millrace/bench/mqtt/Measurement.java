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

    /** Starts a JVM that takes one run after the other. */
    ChildJvm subject(List<String> classPath) throws IOException {
        return ChildJvm.start(SubjectMain.class, classPath, log("subject"), List.of());
    }

    /**
     * Publishes all messages into the subject's session first, and then lets the subject take them.
     */
    Mark drain(ChildJvm subject, Run plan) throws IOException, InterruptedException {
        try (Mosquitto broker = Mosquitto.start(mosquitto, folder)) {
            Run run = plan.at(broker.port());
            Publisher.prepareSession(run.port(), run.clientId(), run.topic(), run.qos());
            Payload payloads = new Payload(payload);
            try (Publisher publisher =
                    Publisher.connect(run.port(), run.topic(), run.qos(), payloads)) {
                for (long id = 0; id < run.to(); id++) {
                    publisher.publish(id);
                }
                publisher.flush();
            }
            subject.order(String.join("\t", run.arguments()));
            return mark(subject.line());
        }
    }

    /** Publishes as fast as can be, in another JVM, for as long as the subject runs. */
    Mark live(ChildJvm subject, Run plan) throws IOException, InterruptedException {
        try (Mosquitto broker = Mosquitto.start(mosquitto, folder);
                ChildJvm publisher = publisher(plan.at(broker.port()))) {
            subject.order(String.join("\t", plan.at(broker.port()).arguments()));
            Mark spent = mark(subject.line());
            if (!publisher.alive()) {
                throw new IOException("the publisher ended early");
            }
            return spent;
        }
    }

    private ChildJvm publisher(Run run) throws IOException {
        return ChildJvm.start(
                PublisherMain.class,
                ChildJvm.ownClassPath(),
                log("publisher"),
                List.of(
                        String.valueOf(run.port()),
                        run.topic(),
                        String.valueOf(run.qos()),
                        String.valueOf(payload)));
    }

    private Path log(String name) throws IOException {
        return Files.createTempFile(folder, name + "-", ".log");
    }

    private static Mark mark(String line) {
        long[] figures = Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
        return new Mark(figures[0], figures[1], figures[2], figures[3], figures[4]);
    }
}
