package io.millrace.connector.mqtt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The job in a JVM of its own: killed without a word, and started again from the newest completed
 * checkpoint.
 */
final class KilledJob implements AutoCloseable {

    private static final String PREFIX = "report ";

    private final Path folder;
    private final String url;
    private final String name;
    private final boolean recognise;
    private Process process;
    private Writer questions;
    private BlockingQueue<String> reports = new LinkedBlockingQueue<>();
    private Queue<String> log = new ConcurrentLinkedQueue<>();

    /**
     * A job with its client id, topic and folders named for it.
     *
     * @param recognise false for the control that takes redeliveries for new messages
     */
    KilledJob(String url, String name, Path folder, boolean recognise) throws IOException {
        this.url = url;
        this.name = name;
        this.folder = folder;
        this.recognise = recognise;
        Files.createDirectories(checkpoints());
        Files.createDirectories(output());
    }

    /**
     * What the JVM says of its own life.
     *
     * @param restores how often the counter restored state
     * @param completions completed checkpoints
     * @param distinct messages with an effect in the newest of them
     * @param total effects in it
     * @param redelivered redeliveries recognised and dropped
     */
    record Report(int restores, int completions, long distinct, long total, long redelivered) {

        String line() {
            return PREFIX
                    + String.join(
                            " ",
                            String.valueOf(restores),
                            String.valueOf(completions),
                            String.valueOf(distinct),
                            String.valueOf(total),
                            String.valueOf(redelivered));
        }

        static Report parse(String line) {
            long[] n =
                    Arrays.stream(line.substring(PREFIX.length()).split(" "))
                            .mapToLong(Long::parseLong)
                            .toArray();
            return new Report((int) n[0], (int) n[1], n[2], n[3], n[4]);
        }
    }

    Path output() {
        return folder.resolve("output");
    }

    private Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    /** Starts the JVM; its job restores the newest checkpoint, if there is one. */
    void launch() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(KilledJobMain.class.getName());
        command.addAll(List.of(url, name, name, checkpoints().toUri().toString()));
        command.addAll(List.of(output().toString(), String.valueOf(recognise)));
        newestCheckpoint().ifPresent(path -> command.add(path.toUri().toString()));
        reports = new LinkedBlockingQueue<>();
        log = new ConcurrentLinkedQueue<>();
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        questions = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII);
        listen(process, reports, log);
    }

    private static void listen(Process process, BlockingQueue<String> reports, Queue<String> rest) {
        BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Thread listener =
                new Thread(
                        () ->
                                output.lines()
                                        .forEach(
                                                line ->
                                                        (line.startsWith(PREFIX) ? reports : rest)
                                                                .add(line)),
                        "killed-job");
        listener.setUncaughtExceptionHandler((thread, end) -> rest.add(end.toString()));
        listener.setDaemon(true);
        listener.start();
    }

    /** A checkpoint is complete when its metadata are there; numbers go on over all lives. */
    Optional<Path> newestCheckpoint() throws IOException {
        try (Stream<Path> paths = Files.walk(checkpoints(), 2)) {
            return paths.filter(path -> path.getFileName().toString().startsWith("chk-"))
                    .filter(path -> Files.exists(path.resolve("_metadata")))
                    .max(Comparator.comparingInt(KilledJob::number));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static int number(Path checkpoint) {
        return Integer.parseInt(checkpoint.getFileName().toString().substring("chk-".length()));
    }

    /** Asks the JVM. */
    Report report() throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new IOException("the job's JVM has ended:\n" + String.join("\n", log));
        }
        questions.write('\n');
        questions.flush();
        String line = reports.poll(1, TimeUnit.MINUTES);
        if (line == null) {
            throw new IOException("the job's JVM does not answer:\n" + String.join("\n", log));
        }
        return Report.parse(line);
    }

    /** What the JVM has logged. */
    List<String> log() {
        return List.copyOf(log);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            kill();
        }
    }
}
