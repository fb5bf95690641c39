package io.millrace.bench.mqtt;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A JVM with the options and class path of this one, whose processor time is then its own. It ends
 * when its standard input does, so it cannot outlive this one.
 */
final class ChildJvm implements AutoCloseable {

    /** Begins the lines that are meant for the parent. */
    private static final String MARK = "bench:";

    private final Process process;
    private final BufferedReader output;
    private final Writer orders;
    private final Path log;

    private ChildJvm(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ChildJvm start(Class<?> main, List<String> classPath, Path log, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-") || option.contains("log4j"))
                .forEach(command::add);
        command.addAll(
                List.of(
                        "-Xmx1g",
                        "-XX:+UseG1GC",
                        "-XX:-UseDynamicNumberOfCompilerThreads",
                        "-Duser.timezone=UTC",
                        "-Dmillrace.log=" + log,
                        "-cp",
                        String.join(File.pathSeparator, classPath),
                        main.getName()));
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        return new ChildJvm(process, log);
    }

    /** The class path of this JVM. */
    static List<String> ownClassPath() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
    }

    /** Called in the child: sends a line to the parent. */
    static void tell(String line) {
        System.out.println(MARK + line);
        System.out.flush();
    }

    /** Called in the child: ends it together with the parent. */
    static void endWithParent() {
        Thread watch =
                new Thread(
                        () -> {
                            awaitParent();
                            Runtime.getRuntime().halt(3);
                        },
                        "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** Called in the child: what the parent sends, line by line; the child ends with the parent. */
    static BlockingQueue<String> orders() {
        BlockingQueue<String> orders = new LinkedBlockingQueue<>();
        Thread watch =
                new Thread(
                        () -> {
                            new BufferedReader(
                                            new InputStreamReader(
                                                    System.in, StandardCharsets.UTF_8))
                                    .lines()
                                    .forEach(orders::add);
                            Runtime.getRuntime().halt(3);
                        },
                        "parent-watch");
        watch.setDaemon(true);
        watch.start();
        return orders;
    }

    /** Called in the child: returns when the parent is gone or has no more use for this. */
    static void awaitParent() {
        try {
            while (System.in.read() >= 0) {
                // the parent sends nothing
            }
        } catch (IOException e) {
            // the same as the end
        }
    }

    /**
     * The next line that the child tells.
     *
     * @throws IOException if it ended without one
     */
    String line() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(MARK)) {
                return line.substring(MARK.length());
            }
        }
        throw new IOException(
                "a process of the benchmark ended early; its log, "
                        + log
                        + ", ends so:\n"
                        + end(Files.readString(log)));
    }

    /** Sends an order to the child. */
    void order(String line) throws IOException {
        orders.write(line + "\n");
        orders.flush();
    }

    boolean alive() {
        return process.isAlive();
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - 3_000));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
