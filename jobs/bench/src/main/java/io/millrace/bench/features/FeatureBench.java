package io.millrace.bench.features;

import static java.util.stream.Collectors.joining;

import io.millrace.bench.features.job.Rival;
import io.millrace.bench.measure.Machine;
import io.millrace.bench.measure.Section;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javax.annotation.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code features}: the engine beside its peers. */
@Command(
        name = "features",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs features at parallelism 1, ours beside peers.",
            "Every job has a JVM of its own and fills its windows first; then the jobs run slices of"
                    + " the same events by turns. Results are compared with naive ones. On RocksDB"
                    + " every slice ends with a checkpoint."
        })
public final class FeatureBench implements Callable<Integer> {

    @Spec private CommandSpec self;

    @Option(
            names = "--parts",
            split = ",",
            description = "Of $${COMPLETION-CANDIDATES}; default: all.")
    private List<Part> parts = List.of(Part.values());

    @Option(
            names = "--keys",
            split = ",",
            defaultValue = "10000,100000",
            description =
                    "Numbers of keys; parts other than SUM take the first; default: $${DEFAULT-VALUE}.")
    private List<Integer> keys;

    @Option(
            names = "--rows",
            defaultValue = "60",
            description = "Events of a key in an hour of event time; default: $${DEFAULT-VALUE}.")
    private int rows;

    @Option(
            names = "--backend",
            split = ",",
            defaultValue = "hashmap,rocksdb",
            description = "State backends; default: $${DEFAULT-VALUE}.")
    private List<String> backends;

    @Option(
            names = "--peers",
            split = ",",
            description =
                    "Who takes part in SUM, the first is compared with the others, of"
                            + " $${COMPLETION-CANDIDATES}; default: those that sum.")
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
            defaultValue = "30",
            description =
                    "And at most, even if its windows are not full by then; default:"
                            + " $${DEFAULT-VALUE}.")
    private double fill;

    @Option(
            names = "--append",
            paramLabel = "FILE",
            description = "Adds the report to this file too, as a section.")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        List<String> text = new ArrayList<>();
        print(text, Machine.describe());
        print(text, List.of("JVMs of the jobs: " + String.join(" ", Contestant.MEMORY)));
        boolean right = true;
        for (Part part : parts) {
            for (Part.Heat heat : part.heats(new Part.Scale(keys, rows, backends, peers))) {
                List<Course> courses = run(heat);
                print(text, List.of(""));
                print(text, ContestReport.lines(heat.title(), courses, heat.names()));
                right &= courses.stream().allMatch(course -> course.verdict().right());
            }
        }
        print(text, List.of("", "at the end, " + Machine.load()));
        Section.append(file, parts.stream().map(Part::title).collect(joining(", ")), text);
        return right ? 0 : 1;
    }

    /** Now, as all of it takes long, and for the file. */
    private void print(List<String> text, List<String> lines) {
        text.addAll(lines);
        PrintWriter out = self.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }

    private List<Course> run(Part.Heat heat) throws IOException {
        Effort effort = new Effort(rounds, slice, warmUp, fill);
        try (Contest contest = new Contest(effort, this::tell)) {
            return contest.run(heat.settings());
        }
    }

    private void tell(String line) {
        self.commandLine().getErr().println(line);
        self.commandLine().getErr().flush();
    }
}
