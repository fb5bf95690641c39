package io.millrace.bench.features;

import io.millrace.bench.features.feed.Report;
import io.millrace.bench.features.job.MeasuredJob;
import io.millrace.bench.features.job.Setting;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rival's JVM, seen from the driver. It has the options and the class path of this one, and ends
 * with it.
 */
final class Contestant implements AutoCloseable {

    private final Setting setting;
    private final Process process;
    private final BufferedReader reports;
    private final Writer demands;
    private long minutes;
    private Slice last = Slice.BEFORE;

    private Contestant(Setting setting, Process process) {
        this.setting = setting;
        this.process = process;
        this.reports = process.inputReader();
        this.demands = process.outputWriter();
    }

    static Contestant start(Setting setting) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith("millrace.")) {
                command.add("-D" + name + "=" + System.getProperty(name));
            }
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(MeasuredJob.class.getName());
        command.addAll(setting.arguments());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.directory(new File(System.getProperty("user.dir")));
        return new Contestant(setting, builder.start());
    }

    Setting setting() {
        return setting;
    }

    /** Minutes of event time that have flowed. */
    long minutes() {
        return minutes;
    }

    /** Results so far. */
    Slice last() {
        return last;
    }

    /**
     * Lets some minutes of events flow, and waits until they are done with.
     *
     * @throws IOException if the JVM has ended
     */
    Slice run(long more) throws IOException {
        demands.write(more + "\n");
        demands.flush();
        Report begin = next();
        Report end = next();
        long from = minutes;
        minutes += more;
        last =
                new Slice(
                        from,
                        minutes,
                        more * setting.events().perMinute(),
                        end.mark().minus(begin.mark()),
                        end);
        return last;
    }

    private Report next() throws IOException {
        for (String line = reports.readLine(); line != null; line = reports.readLine()) {
            Optional<Report> report = Report.parse(line);
            if (report.isPresent()) {
                return report.get();
            }
        }
        throw new IOException(
                "the JVM of \"" + setting.rival().title() + "\" has ended: see its messages above");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
