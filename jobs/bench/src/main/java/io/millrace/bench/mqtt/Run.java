package io.millrace.bench.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a subject's JVM is to do.
 *
 * @param subject what to run
 * @param port of the broker
 * @param session client id, for those who take one
 * @param window receive maximum
 * @param from messages before the measurement
 * @param to messages at its end
 * @param folder for checkpoints
 * @param table file with the DDL; for {@link Subject#TABLE}
 */
record Run(
        Subject subject,
        int port,
        String topic,
        String session,
        int qos,
        int window,
        long from,
        long to,
        Path folder,
        Path table) {

    /** What receives the messages. */
    enum Subject {
        /** A client on the MQTT codec alone. */
        BARE,
        /** A DataStream job. */
        STREAM,
        /** A SQL job. */
        TABLE
    }

    /** The same against the broker at this port. */
    Run at(int brokerPort) {
        return new Run(subject, brokerPort, topic, session, qos, window, from, to, folder, table);
    }

    /** Client id under which the broker knows the session: the connector's readers are numbered. */
    String clientId() {
        return subject == Subject.BARE ? session : session + "-0";
    }

    List<String> arguments() {
        return List.of(
                subject.name(),
                String.valueOf(port),
                topic,
                session,
                String.valueOf(qos),
                String.valueOf(window),
                String.valueOf(from),
                String.valueOf(to),
                folder.toString(),
                table.toString());
    }

    static Run parse(String[] arguments) {
        return new Run(
                Subject.valueOf(arguments[0]),
                Integer.parseInt(arguments[1]),
                arguments[2],
                arguments[3],
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]),
                Long.parseLong(arguments[6]),
                Long.parseLong(arguments[7]),
                Path.of(arguments[8]),
                Path.of(arguments[9]));
    }

    /** The statement that declares the table, with what differs from run to run filled in. */
    String ddl() throws IOException {
        return Files.readString(table)
                .replace("${port}", String.valueOf(port))
                .replace("${topic}", topic)
                .replace("${client-id}", session)
                .replace("${qos}", String.valueOf(qos))
                .replace("${window}", String.valueOf(window));
    }
}
