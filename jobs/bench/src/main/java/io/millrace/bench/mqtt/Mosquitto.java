package io.millrace.bench.mqtt;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A broker in a process of its own, with a window of 60,000 and queues that have no limit. 2.0.11,
 * which Debian 12 has, will not do at quality of service 1: with a queue behind the window, it
 * sends up to a whole window more for each acknowledgement, and reuses packet ids.
 */
final class Mosquitto implements AutoCloseable {

    /** Where Debian puts it. */
    static final String DEBIAN = "/usr/sbin/mosquitto";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final int port;

    private Mosquitto(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a broker on a free port of 127.0.0.1.
     *
     * @throws IOException if mosquitto is not installed or does not start
     */
    static Mosquitto start(Path binary, Path folder) throws IOException, InterruptedException {
        if (!Files.isExecutable(binary)) {
            throw new IOException(
                    binary
                            + " is no program: install mosquitto (Debian: apt install mosquitto), or"
                            + " name its binary by --mosquitto");
        }
        int port = freePort();
        Path settings =
                Files.writeString(
                        folder.resolve("mosquitto.conf"),
                        """
                        listener %d 127.0.0.1
                        allow_anonymous true
                        max_queued_messages 0
                        max_queued_bytes 0
                        max_inflight_messages 60000
                        queue_qos0_messages true
                        """
                                .formatted(port));
        Process process =
                new ProcessBuilder(List.of(binary.toString(), "-c", settings.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("mosquitto.log").toFile())
                        .start();
        Mosquitto broker = new Mosquitto(process, port);
        broker.awaitListening();
        return broker;
    }

    /** What the binary says of itself, such as {@code mosquitto version 2.0.18}. */
    static String version(Path binary) throws IOException {
        Process asked =
                new ProcessBuilder(binary.toString(), "-h").redirectErrorStream(true).start();
        try (BufferedReader answer = asked.inputReader(StandardCharsets.UTF_8)) {
            return String.valueOf(answer.readLine());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitListening() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!listens()) {
            if (System.nanoTime() > end || process.waitFor(20, TimeUnit.MILLISECONDS)) {
                close();
                throw new IOException("mosquitto did not start");
            }
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
