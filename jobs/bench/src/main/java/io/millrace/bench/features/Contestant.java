package io.millrace.bench.features;

import io.millrace.bench.features.feed.EventSource;
import io.millrace.bench.features.feed.Report;
import io.millrace.bench.features.job.MeasuredJob;
import io.millrace.bench.features.job.Setting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * A rival's JVM, seen from the driver. It has the options and the class path of this one, keeps its
 * files in a folder of its own, and ends with this one.
 */
final class Contestant implements AutoCloseable {

    /**
     * Enough for a window state of six million panes, and from the start, as a task manager has it:
     * no rival shall lose for want of memory. The collector has one thread: several that wait for
     * each other on busy cores burn processor time, which would be counted.
     */
    static final List<String> MEMORY = List.of("-Xms1536m", "-Xmx4g", "-XX:+UseSerialGC");

    private final Setting setting;
    private final Path scratch;
    private final Process process;
    private final BufferedReader reports;
    private final Writer demands;
    private final JobEndpoint endpoint;
    private long minutes;

    private Contestant(Setting setting, Path scratch, Process process) throws IOException {
        this.setting = setting;
        this.scratch = scratch;
        this.process = process;
        this.reports = process.inputReader();
        this.demands = process.outputWriter();
        this.endpoint = new JobEndpoint(next(Contestant::address));
    }

    /** Starts the JVM and its job. */
    static Contestant start(Setting setting) throws IOException {
        Path scratch = Files.createTempDirectory("millrace-bench-");
        ProcessBuilder builder = new ProcessBuilder(command(setting, scratch));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return new Contestant(setting, scratch, builder.start());
    }

    private static List<String> command(Setting setting, Path scratch) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!option.matches("-XX:\\+Use.*GC")) {
                command.add(option);
            }
        }
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith("millrace.")) {
                command.add("-D" + name + "=" + System.getProperty(name));
            }
        }
        command.addAll(MEMORY);
        command.add("-Djava.io.tmpdir=" + scratch);
        command.add("-D" + MeasuredJob.CHECKPOINTS + "=" + checkpoints(scratch));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(MeasuredJob.class.getName());
        command.addAll(setting.arguments());
        return command;
    }

    private static Path checkpoints(Path scratch) {
        return scratch.resolve("checkpoints");
    }

    private static Optional<URI> address(String line) {
        return line.startsWith(MeasuredJob.JOB)
                ? Optional.of(URI.create(line.substring(MeasuredJob.JOB.length())))
                : Optional.empty();
    }

    Setting setting() {
        return setting;
    }

    /** Minutes of event time that have flowed. */
    long minutes() {
        return minutes;
    }

    /**
     * Lets some minutes of events flow, and waits until they are done with.
     *
     * @throws IOException if the JVM has ended
     */
    Slice run(long more) throws IOException {
        demand(Long.toString(more));
        Report begin = next(Report::parse);
        Report end = next(Report::parse);
        Report last = end;
        if (setting.checkpoint()) {
            endpoint.checkpoint();
            demand(EventSource.TIME);
            last = next(Report::parse);
        }
        long from = minutes;
        minutes += more;
        return new Slice(
                from,
                minutes,
                more * setting.events().perMinute(),
                last.mark().minus(begin.mark()),
                end);
    }

    /** Bytes of the heap that are in use after a collection. */
    long heap() throws IOException {
        demand(EventSource.HEAP);
        return next(Report::parse).heap();
    }

    /** Takes a checkpoint and adds up the bytes of its files. */
    long checkpointBytes() throws IOException {
        endpoint.checkpoint();
        try (Stream<Path> files = Files.walk(checkpoints(scratch))) {
            return files.filter(Files::isRegularFile).mapToLong(Contestant::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void demand(String line) throws IOException {
        demands.write(line + "\n");
        demands.flush();
    }

    private <T> T next(Function<String, Optional<T>> parse) throws IOException {
        for (String line = reports.readLine(); line != null; line = reports.readLine()) {
            Optional<T> parsed = parse.apply(line);
            if (parsed.isPresent()) {
                return parsed.get();
            }
        }
        throw new IOException(
                "the JVM of \"" + setting.rival().title() + "\" has ended: see its messages above");
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        FileUtils.deleteDirectoryQuietly(scratch.toFile());
    }
}
