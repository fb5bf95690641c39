package io.millrace.bench.features.micro;

import io.millrace.bench.measure.Machine;
import io.millrace.bench.measure.Section;
import io.millrace.cli.terminal.TextTable;
import io.millrace.features.aggregate.AggregateFunction;
import io.millrace.features.aggregate.AggregateFunctions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.annotation.Nullable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jmh}: every aggregation by itself. */
@Command(
        name = "jmh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures every aggregation's update, merge and query by itself, with JMH.")
public final class AggregationCommand implements Callable<Integer> {

    private static final List<String> OPERATIONS = List.of("update", "merge", "query");

    @Spec private CommandSpec self;

    @Option(names = "--functions", split = ",", description = "Default: all.")
    private List<String> functions =
            AggregateFunctions.all().stream().map(AggregateFunction::functionName).toList();

    @Option(
            names = "--iterations",
            defaultValue = "5",
            description = "After as many for warming up; default: $${DEFAULT-VALUE}.")
    private int iterations;

    @Option(
            names = "--milliseconds",
            defaultValue = "300",
            description = "Of an iteration; default: $${DEFAULT-VALUE}.")
    private int milliseconds;

    @Option(
            names = "--append",
            paramLabel = "FILE",
            description = "Adds the report to this file too, as a section.")
    private @Nullable Path file;

    @Override
    public Integer call() throws RunnerException, IOException {
        TimeValue time = TimeValue.milliseconds(milliseconds);
        Options options =
                new OptionsBuilder()
                        .include(AggregationBench.class.getName())
                        .param("function", functions.toArray(String[]::new))
                        .forks(1)
                        .warmupIterations(iterations)
                        .warmupTime(time)
                        .measurementIterations(iterations)
                        .measurementTime(time)
                        .verbosity(VerboseMode.SILENT)
                        .build();
        List<String> text = new ArrayList<>(Machine.describe());
        text.add("");
        text.add(
                "nanoseconds by the clock: the least of the iterations, which other programs on the same"
                        + " cores disturbed least, and the median");
        text.addAll(table(new Runner(options).run()));
        text.forEach(self.commandLine().getOut()::println);
        self.commandLine().getOut().flush();
        Section.append(file, "single aggregations", text);
        return 0;
    }

    private List<String> table(Collection<RunResult> results) {
        Map<String, Map<String, String>> cells = new LinkedHashMap<>();
        for (RunResult result : results) {
            String benchmark = result.getParams().getBenchmark();
            String operation = benchmark.substring(benchmark.lastIndexOf('.') + 1);
            Result<?> primary = result.getPrimaryResult();
            cells.computeIfAbsent(
                            result.getParams().getParam("function"),
                            ignored -> new LinkedHashMap<>())
                    .put(
                            operation,
                            String.format(
                                    Locale.ROOT,
                                    "%,.1f (%,.1f)",
                                    primary.getStatistics().getMin(),
                                    primary.getStatistics().getPercentile(50)));
        }
        TextTable table = new TextTable().row("function", "update", "copy and merge", "query");
        for (String function : functions) {
            Map<String, String> row = cells.get(function);
            table.row(
                    function,
                    row.get(OPERATIONS.get(0)),
                    row.get(OPERATIONS.get(1)),
                    row.get(OPERATIONS.get(2)));
        }
        return table.lines();
    }
}
