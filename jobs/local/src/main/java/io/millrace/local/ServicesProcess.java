package io.millrace.local;

import io.millrace.local.plant.LiveSettings;
import io.millrace.local.protocol.Ready;
import io.millrace.local.protocol.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Real services in a JVM of their own, as long as this object is open. That JVM ends with its
 * caller, even if the caller is killed. Usable from any thread.
 *
 * <pre>{@code
 * try (ServicesProcess services = ServicesProcess.start(ServicesSettings.all())) {
 *     String url = services.endpoints().postgres().jdbcUrl();
 *     services.restart(Service.MQTT);
 * }
 * }</pre>
 */
public final class ServicesProcess implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LOG_TAIL = 25;

    /** What the broker's buffers and the system's figures need to be reached on Java 17. */
    private static final List<String> JVM =
            List.of(
                    "-Xmx768m",
                    "-XX:+UseParallelGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Duser.timezone=UTC",
                    // of S3Proxy's own logging
                    "-DLOG_LEVEL=warn",
                    "-Djava.net.preferIPv4Stack=true",
                    "-Dlogback.configurationFile=io/millrace/local/services-logback.xml",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                    "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                    "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

    private final Process process;
    private final Path log;
    private final Conversation conversation;
    private final Ready ready;

    private ServicesProcess(Process process, Path log, ServicesSettings settings) {
        this.process = process;
        this.log = log;
        this.conversation = new Conversation(process);
        this.ready = ask(new Request.Open(settings), Ready.class, settings.patience());
    }

    /**
     * Starts the services and returns when all of them answer.
     *
     * @throws ServicesException if one does not come up; the message names it and ends with the
     *     last lines of the log
     */
    public static ServicesProcess start(ServicesSettings settings) {
        ServicesClasspath classpath = ServicesClasspath.load();
        try {
            Path directory = directory(settings);
            Path log = directory.resolve("services.log");
            Process process =
                    new ProcessBuilder(command(classpath, directory))
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            return open(process, log, settings.in(directory, settings.keep()));
        } catch (IOException e) {
            throw new ServicesException("the services' JVM could not be started", e);
        }
    }

    /** Where the services listen. */
    public Endpoints endpoints() {
        return ready.endpoints();
    }

    /** The directory of their data and of {@code services.log}. */
    public Path directory() {
        return Path.of(ready.directory());
    }

    /** How long each service took to come up, in milliseconds. */
    public Map<Service, Long> startMillis() {
        return ready.startMillis();
    }

    /** Stops a service in its orderly way; data and port are kept for {@link #start(Service)}. */
    public void stop(Service service) {
        ask(new Request.Stop(service), Object.class, PATIENCE);
    }

    /** Stops a service as a crash would (PostgreSQL recovers from its log at the next start). */
    public void kill(Service service) {
        ask(new Request.Kill(service), Object.class, PATIENCE);
    }

    /** Starts a stopped service on the port that it had. */
    public void start(Service service) {
        ask(new Request.Start(service), Object.class, PATIENCE);
    }

    /** Stops and starts a service. */
    public void restart(Service service) {
        stop(service);
        start(service);
    }

    /**
     * Writes a plant's past into the database and connects it with the broker; it runs once it is
     * started. One plant at a time. The database needs the tables of {@link
     * io.millrace.local.plant.PlantSchema}.
     */
    public LivePlant preparePlant(LiveSettings settings) {
        ask(new Request.PreparePlant(settings), Object.class, PATIENCE);
        return new LivePlant(this);
    }

    /** The process id of the services' JVM. */
    public long pid() {
        return process.pid();
    }

    /** Ends the JVM at once, with {@code kill -9}: the hardest test of what a service has kept. */
    public void killAll() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Stops all services and returns when their JVM has ended. */
    @Override
    public void close() {
        if (process.isAlive()) {
            try {
                process.outputWriter().close();
            } catch (IOException e) {
                process.destroy();
            }
            awaitEnd();
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    <T> T ask(Request request, Class<T> answer, Duration patience) {
        try {
            return conversation.ask(request, answer, patience);
        } catch (ServicesException e) {
            throw new ServicesException(e.getMessage() + logTail(), e);
        }
    }

    private static ServicesProcess open(Process process, Path log, ServicesSettings settings) {
        try {
            return new ServicesProcess(process, log, settings);
        } catch (RuntimeException e) {
            process.destroy();
            throw e;
        }
    }

    private static Path directory(ServicesSettings settings) throws IOException {
        return settings.directory() == null
                ? Files.createTempDirectory("millrace-services-")
                : Files.createDirectories(settings.directory()).toAbsolutePath();
    }

    /**
     * The shell makes Ctrl-C in a terminal, which reaches every process of its group, none of the
     * services' business: the caller may still need them to come to an orderly end.
     */
    private static List<String> command(ServicesClasspath classpath, Path directory) {
        ArrayList<String> command =
                new ArrayList<>(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.add("-XX:ErrorFile=" + directory.resolve("hs_err_pid%p.log"));
        command.add("-cp");
        command.add(classpath.classpath());
        command.add("io.millrace.local.services.LocalServices");
        command.add(classpath.s3proxy().toString());
        return command;
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            List<String> tail = lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size());
            return tail.isEmpty()
                    ? ""
                    : "\nThe end of " + log + ":\n  " + String.join("\n  ", tail);
        } catch (IOException e) {
            return "\n(no log at " + log + ")";
        }
    }
}
