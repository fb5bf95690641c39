package io.millrace.local.services;

import io.millrace.local.Service;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * The directory in which the services live. What they must find again when the directory is taken
 * up by a later run (ports, credentials) is in {@code services.properties}.
 */
final class Home {

    static final String FILE = "services.properties";

    private final Path directory;
    private final Properties memory = new Properties();

    Home(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory).toAbsolutePath().normalize();
        Path file = this.directory.resolve(FILE);
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                memory.load(in);
            }
        }
    }

    Path directory() {
        return directory;
    }

    /** What all services say. */
    Path log() {
        return directory.resolve(LocalServices.LOG);
    }

    /** The directory of one service, made if it is missing. */
    Path of(Service service) throws IOException {
        return Files.createDirectories(directory.resolve(service.label()));
    }

    /** The port that the service had before, else a free one of 127.0.0.1. */
    int port(Service service) {
        return Integer.parseInt(
                remember(service.label() + ".port", () -> Integer.toString(freePort())));
    }

    /** A password that was drawn once for this directory. */
    String secret(Service service) {
        return remember(service.label() + ".secret", Home::randomHex);
    }

    private synchronized String remember(String key, Supplier<String> first) {
        String known = memory.getProperty(key);
        if (known != null) {
            return known;
        }
        String value = first.get();
        memory.setProperty(key, value);
        try (Writer out = Files.newBufferedWriter(directory.resolve(FILE))) {
            memory.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + directory.resolve(FILE), e);
        }
        return value;
    }

    private static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on 127.0.0.1", e);
        }
    }

    private static String randomHex() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
