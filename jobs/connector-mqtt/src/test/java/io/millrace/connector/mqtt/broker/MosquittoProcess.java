package io.millrace.connector.mqtt.broker;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/** Debian's mosquitto, where it is installed; -Dmillrace.mosquitto names another binary. */
public final class MosquittoProcess implements TestBroker {

    private final Path binary;
    private final Path folder;
    private final int port;
    private Process process;

    private MosquittoProcess(Path binary, Path folder, int port) {
        this.binary = binary;
        this.folder = folder;
        this.port = port;
    }

    /** The binary, if there is one. */
    public static Optional<Path> binary() {
        return Stream.of(
                        System.getProperty("millrace.mosquitto", "/usr/sbin/mosquitto"),
                        "/usr/local/sbin/mosquitto")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts a broker that queues without limit.
     *
     * @param window most messages in flight per client; 0 for no limit
     */
    public static MosquittoProcess start(int window) throws IOException {
        return stock(
                "allow_anonymous true", "max_queued_messages 0", "max_inflight_messages " + window);
    }

    /** Starts a broker as it comes but for some lines of configuration. */
    public static MosquittoProcess stock(String... lines) throws IOException {
        Path folder = Files.createTempDirectory("mosquitto");
        int port = BrokerProcess.freePort();
        Files.writeString(
                folder.resolve("mosquitto.conf"),
                "listener " + port + " 127.0.0.1\n" + String.join("\n", lines) + "\n");
        MosquittoProcess broker = new MosquittoProcess(binary().orElseThrow(), folder, port);
        broker.launch();
        return broker;
    }

    /** Writes a password file of one user; a running broker reads it when it starts again. */
    public static void writePasswords(Path file, String user, String password)
            throws IOException, InterruptedException {
        Process tool =
                new ProcessBuilder("mosquitto_passwd", "-b", "-c", file.toString(), user, password)
                        .inheritIO()
                        .start();
        if (tool.waitFor() != 0) {
            throw new IOException("mosquitto_passwd failed");
        }
        // the broker reads it as another user
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(
                file.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void launch() throws IOException {
        process =
                new ProcessBuilder(
                                List.of(
                                        binary.toString(),
                                        "-c",
                                        folder.resolve("mosquitto.conf").toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("mosquitto.log").toFile())
                        .start();
        await().atMost(Duration.ofSeconds(90)).until(this::answers);
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends the broker and removes what it stored. */
    @Override
    public void close() throws InterruptedException {
        kill();
        FileUtils.deleteDirectoryQuietly(folder.toFile());
    }
}
