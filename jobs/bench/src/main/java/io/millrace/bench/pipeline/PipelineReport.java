package io.millrace.bench.pipeline;

import io.millrace.bench.measure.Spread;
import io.millrace.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The figures of rounds of runs, each of which went through all stages once. */
public final class PipelineReport {

    private final List<Map<PipelineStage, PipelineResult>> rounds = new ArrayList<>();

    /** Adds a round. */
    public void add(Map<PipelineStage, PipelineResult> round) {
        rounds.add(new EnumMap<>(round));
    }

    /** The table of whole pipelines, each up to a stage and with it. */
    public List<String> pipelines() {
        TextTable table = new TextTable();
        table.row(
                "pipeline up to",
                "CPU us/row",
                "(min-max)",
                "rows/CPU-s",
                "without JIT us/row",
                "GC %",
                "bytes/row",
                "rows/s");
        for (PipelineStage stage : PipelineStage.values()) {
            Spread cpu = spread(stage, PipelineResult::cpu);
            table.row(
                    stage.title(),
                    micros(cpu.median()),
                    range(cpu),
                    whole(1e9 / cpu.median()),
                    micros(spread(stage, PipelineResult::cpuWithoutCompiler).median()),
                    percent(spread(stage, one -> one.collector() / one.cpu()).median()),
                    whole(spread(stage, PipelineResult::allocated).median()),
                    whole(spread(stage, PipelineResult::rate).median()));
        }
        return table.lines();
    }

    /**
     * The table of single stages: differences within a round, since the runs of a round were next
     * to each other.
     */
    public List<String> stages() {
        TextTable table = new TextTable();
        table.row(
                "stage", "CPU us/row", "(min-max)", "without JIT us/row", "(min-max)", "bytes/row");
        PipelineStage before = null;
        for (PipelineStage stage : PipelineStage.values()) {
            Spread cpu = difference(before, stage, PipelineResult::cpu);
            Spread without = difference(before, stage, PipelineResult::cpuWithoutCompiler);
            table.row(
                    stage.title(),
                    micros(cpu.median()),
                    range(cpu),
                    micros(without.median()),
                    range(without),
                    whole(difference(before, stage, PipelineResult::allocated).median()));
            before = stage;
        }
        return table.lines();
    }

    private Spread spread(PipelineStage stage, ToDoubleFunction<PipelineResult> figure) {
        return difference(null, stage, figure);
    }

    private Spread difference(
            PipelineStage before, PipelineStage stage, ToDoubleFunction<PipelineResult> figure) {
        return Spread.of(
                rounds.stream()
                        .map(
                                round ->
                                        figure.applyAsDouble(round.get(stage))
                                                - (before == null
                                                        ? 0
                                                        : figure.applyAsDouble(round.get(before))))
                        .toList());
    }

    private static String range(Spread nanos) {
        return "(" + micros(nanos.min()) + " - " + micros(nanos.max()) + ")";
    }

    private static String micros(double nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1000);
    }

    private static String whole(double figure) {
        return String.format(Locale.ROOT, "%,d", Math.round(figure));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
