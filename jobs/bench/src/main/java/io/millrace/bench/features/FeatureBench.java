package io.millrace.bench.features;

import io.millrace.bench.features.job.Rival;
import io.millrace.bench.features.job.Setting;
import io.millrace.bench.measure.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javax.annotation.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code features}: one sum over one window, ours beside its peers. */
@Command(
        name = "features",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs one sum per key over one window, ours beside its peers, at parallelism 1.",
            "Every job has a JVM of its own and fills its window first; then the jobs run slices of"
                    + " the same events by turns. All results are compared with naive ones."
        })
public final class FeatureBench implements Callable<Integer> {

    @Spec private CommandSpec self;

    @Option(
            names = "--keys",
            split = ",",
            defaultValue = "10000,100000",
            description = "Numbers of keys, a contest each; default: $${DEFAULT-VALUE}.")
    private List<Integer> keys;

    @Option(
            names = "--rows",
            defaultValue = "60",
            description = "Events of a key in an hour of event time; default: $${DEFAULT-VALUE}.")
    private int rows;

    @Option(
            names = "--window",
            paramLabel = "MINUTES",
            defaultValue = "60",
            description = "Length of the window; default: $${DEFAULT-VALUE}.")
    private int window;

    @Option(
            names = "--backend",
            split = ",",
            defaultValue = "hashmap,rocksdb",
            description = "State backends, a contest each; default: $${DEFAULT-VALUE}.")
    private List<String> backends;

    @Option(
            names = "--peers",
            split = ",",
            description =
                    "Who takes part, the first is compared with the others; default: all of"
                            + " $${COMPLETION-CANDIDATES}.")
    private List<Rival> peers = Rival.ofSum();

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Rounds that are measured; default: $${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--slice",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "Processor time of a job in a round, about; default: $${DEFAULT-VALUE}.")
    private double slice;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "8",
            description =
                    "Processor time of a job before the first round, at least; default:"
                            + " $${DEFAULT-VALUE}.")
    private double warmUp;

    @Option(
            names = "--fill",
            paramLabel = "SECONDS",
            defaultValue = "40",
            description =
                    "And at most, even if its window is not full by then; default:"
                            + " $${DEFAULT-VALUE}.")
    private double fill;

    @Option(
            names = "--checkpoints",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Between two checkpoints, by the clock; default: none.")
    private int checkpoints;

    @Option(
            names = "--append",
            paramLabel = "FILE",
            description = "Adds the report to this file too, as a section.")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        List<String> text = new ArrayList<>(Machine.describe());
        boolean right = true;
        for (String backend : backends) {
            for (int count : keys) {
                List<Setting> settings =
                        SumReport.settings(peers, backend, count, rows, window, checkpoints);
                try (Contest contest =
                        new Contest(new Effort(rounds, slice, warmUp, fill), this::tell)) {
                    List<Course> courses = contest.run(settings);
                    text.add("");
                    text.addAll(SumReport.lines(courses));
                    right &= SumReport.right(courses);
                }
            }
        }
        PrintWriter out = self.commandLine().getOut();
        text.forEach(out::println);
        out.flush();
        append(text);
        return right ? 0 : 1;
    }

    private void tell(String line) {
        self.commandLine().getErr().println(line);
        self.commandLine().getErr().flush();
    }

    private void append(List<String> text) throws IOException {
        if (file != null) {
            String title = "%n## %s, one sum%n%n".formatted(LocalDate.now(ZoneOffset.UTC));
            Files.writeString(
                    file,
                    title + "```\n" + String.join("\n", text) + "\n```\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
