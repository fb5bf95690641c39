package io.millrace.connector.mqtt.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.FileUtils;

/**
 * A broker in a process of its own, so that it can be killed. Keeps port and data over restarts.
 */
public final class BrokerProcess implements TestBroker {

    private static final int WIDE_WINDOW = 5_000;

    private final Path folder;
    private final boolean stock;
    private final int port;
    private final int webSocketPort;
    private final int tlsPort;
    private final Certificates certificates;
    private Process process;

    private BrokerProcess(Path folder, boolean stock) throws Exception {
        this.folder = folder;
        this.stock = stock;
        this.port = freePort();
        this.webSocketPort = freePort();
        this.tlsPort = freePort();
        this.certificates = Certificates.create(folder.resolve("certificates"));
    }

    /** Starts a broker on a free port of 127.0.0.1. */
    public static BrokerProcess start() throws Exception {
        return start(false);
    }

    /** Starts a broker whose window is the stock one, of 50 messages. */
    public static BrokerProcess startStock() throws Exception {
        return start(true);
    }

    private static BrokerProcess start(boolean stock) throws Exception {
        BrokerProcess broker = new BrokerProcess(Files.createTempDirectory("mqtt-broker"), stock);
        broker.launch();
        return broker;
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public int port() {
        return port;
    }

    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    public String webSocketUrl() {
        return "ws://127.0.0.1:" + webSocketPort + "/mqtt";
    }

    /** Where clients need a certificate. */
    public String tlsUrl() {
        return "ssl://127.0.0.1:" + tlsPort;
    }

    public Certificates certificates() {
        return certificates;
    }

    @Override
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void launch() throws IOException {
        Path target = Path.of("target").toAbsolutePath();
        String classPath =
                Files.readString(target.resolve("broker.classpath")).strip()
                        + System.getProperty("path.separator")
                        + target.resolve("test-classes");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                classPath,
                                BrokerMain.class.getName(),
                                folder.toString(),
                                String.valueOf(port),
                                String.valueOf(webSocketPort),
                                String.valueOf(tlsPort)));
        if (!stock) {
            command.add(String.valueOf(WIDE_WINDOW));
        }
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        awaitReady();
    }

    private void awaitReady() throws IOException {
        BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(BrokerMain.READY)) {
                Thread drain = new Thread(() -> output.lines().forEach(rest -> {}), "broker-log");
                drain.setDaemon(true);
                drain.start();
                return;
            }
            seen.append(line).append('\n');
        }
        throw new IOException("The broker ended before it was ready:\n" + seen);
    }

    /** Ends the broker and removes what it stored. */
    @Override
    public void close() throws InterruptedException {
        kill();
        FileUtils.deleteDirectoryQuietly(folder.toFile());
    }
}
