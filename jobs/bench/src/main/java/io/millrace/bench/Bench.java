package io.millrace.bench;

import io.millrace.bench.features.FeatureBench;
import io.millrace.bench.features.micro.AggregationCommand;
import io.millrace.bench.inference.InferenceBench;
import io.millrace.bench.measure.Machine;
import io.millrace.bench.mqtt.MqttBench;
import io.millrace.bench.mqtt.PeerBench;
import io.millrace.bench.pipeline.Load;
import io.millrace.bench.pipeline.PipelineBench;
import io.millrace.bench.pipeline.PipelineReport;
import io.millrace.bench.pipeline.PipelineResult;
import io.millrace.bench.pipeline.PipelineStage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.annotation.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the whole pipeline, and by differences each of its stages. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {
            FeatureBench.class,
            InferenceBench.class,
            AggregationCommand.class,
            MqttBench.class,
            PeerBench.class
        },
        description = {
            "Runs models/machine-failure on rows in memory, at parallelism 1, and says what a row"
                    + " costs.",
            "Each round runs the pipeline up to every one of its stages; the first round is thrown"
                    + " away."
        })
final class Bench implements Callable<Integer> {

    @Spec private CommandSpec self;

    @Option(
            names = "--rows",
            defaultValue = "300000",
            description = "Rows of the spine a run; default: $${DEFAULT-VALUE}.")
    private long rows;

    @Option(
            names = "--warm-up",
            defaultValue = "100000",
            description =
                    "How many of them come before the measurement; default: $${DEFAULT-VALUE}.")
    private long warmUp;

    @Option(
            names = "--machines",
            defaultValue = "1000",
            description = "Number of keys; default: $${DEFAULT-VALUE}.")
    private int machines;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "900",
            description =
                    "Event time between two readings of a machine; default: $${DEFAULT-VALUE}.")
    private int interval;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Rounds that are measured; default: $${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--append",
            paramLabel = "FILE",
            description = "Adds the report to this file too, as a section.")
    private @Nullable Path file;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Load load = new Load(rows, warmUp, machines, Duration.ofSeconds(interval));
        PipelineReport report = new PipelineReport();
        try (PipelineBench bench = PipelineBench.start()) {
            for (int round = 0; round <= rounds; round++) {
                Map<PipelineStage, PipelineResult> results = round(bench, load, round);
                if (round > 0) {
                    report.add(results);
                }
            }
        }
        List<String> text = text(load, report);
        text.forEach(out()::println);
        out().flush();
        append(text);
        return 0;
    }

    /** All stages once, forwards and backwards by turns, so that no stage is always the first. */
    private Map<PipelineStage, PipelineResult> round(PipelineBench bench, Load load, int round)
            throws Exception {
        List<PipelineStage> stages = new ArrayList<>(Arrays.asList(PipelineStage.values()));
        if (round % 2 == 0) {
            Collections.reverse(stages);
        }
        Map<PipelineStage, PipelineResult> results = new EnumMap<>(PipelineStage.class);
        for (PipelineStage stage : stages) {
            PipelineResult result = bench.run(stage, load);
            results.put(stage, result);
            self.commandLine()
                    .getErr()
                    .printf(
                            Locale.ROOT,
                            "round %d of %d  %-26s %6.2f us of CPU a row  %s%n",
                            round,
                            rounds,
                            stage.title(),
                            result.cpu() / 1000,
                            result.counts());
            self.commandLine().getErr().flush();
        }
        return results;
    }

    private List<String> text(Load load, PipelineReport report) {
        List<String> text = new ArrayList<>();
        text.addAll(Machine.describe());
        text.add(
                String.format(
                        Locale.ROOT,
                        "load: %,d keys, each read every %,d s of event time; %,d rows a run, of which the last %,d are measured;"
                                + " %d rounds after one for warming up",
                        load.machines(),
                        load.interval().toSeconds(),
                        load.rows(),
                        load.measured(),
                        rounds));
        text.add("");
        text.addAll(report.pipelines());
        text.add("");
        text.addAll(report.stages());
        return text;
    }

    private PrintWriter out() {
        return self.commandLine().getOut();
    }

    private void append(List<String> text) throws IOException {
        if (file != null) {
            String title =
                    "%n## %s, a reading every %d s%n%n"
                            .formatted(LocalDate.now(ZoneOffset.UTC), interval);
            Files.writeString(
                    file,
                    title + "```\n" + String.join("\n", text) + "\n```\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
