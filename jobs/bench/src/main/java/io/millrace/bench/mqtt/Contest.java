package io.millrace.bench.mqtt;

import io.millrace.bench.measure.Mark;
import io.millrace.bench.measure.Spread;
import io.millrace.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The figures of several contestants that did the same in turns; the first is the measure. */
final class Contest {

    private final long messages;
    private final Map<String, List<Mark>> results = new LinkedHashMap<>();

    /**
     * @param messages measured in each run
     */
    Contest(long messages) {
        this.messages = messages;
    }

    void add(String contestant, Mark spent) {
        results.computeIfAbsent(contestant, name -> new ArrayList<>()).add(spent);
    }

    /** What a run took, in a line. */
    String line(Mark spent) {
        return String.format(
                Locale.ROOT,
                "%5.2f us of CPU a message, %,.0f messages/s",
                spent.cpu() / 1e3 / messages,
                rate(spent));
    }

    List<String> table() {
        TextTable table = new TextTable();
        table.row(
                "",
                "CPU us/message",
                "(min-max)",
                "without JIT",
                "(min-max)",
                "messages/CPU-s",
                "messages/s",
                "(min-max)",
                "bytes/message",
                "GC %");
        results.forEach((name, marks) -> table.row(row(name, marks)));
        return table.lines();
    }

    private String[] row(String name, List<Mark> marks) {
        Spread cpu = spread(marks, mark -> mark.cpu() / 1e3 / messages);
        Spread without = spread(marks, this::withoutCompiler);
        Spread rate = spread(marks, this::rate);
        return new String[] {
            name,
            fine(cpu.median()),
            "(" + fine(cpu.min()) + " - " + fine(cpu.max()) + ")",
            fine(without.median()),
            "(" + fine(without.min()) + " - " + fine(without.max()) + ")",
            whole(1e6 / cpu.median()),
            whole(rate.median()),
            "(" + whole(rate.min()) + " - " + whole(rate.max()) + ")",
            whole(spread(marks, mark -> (double) mark.allocated() / messages).median()),
            fine(spread(marks, mark -> 100.0 * mark.collector() / mark.cpu()).median()),
        };
    }

    /** By how much each contestant is better than the first; ratios within a round. */
    List<String> ratios() {
        String measure = results.keySet().iterator().next();
        TextTable table = new TextTable();
        table.row(
                "against " + measure,
                "per CPU-s",
                "(min-max)",
                "without JIT",
                "(min-max)",
                "per s",
                "(min-max)");
        results.keySet().stream()
                .skip(1)
                .forEach(
                        name ->
                                table.row(
                                        name,
                                        ratio(measure, name, mark -> 1.0 / mark.cpu()),
                                        ends(measure, name, mark -> 1.0 / mark.cpu()),
                                        ratio(measure, name, mark -> 1 / withoutCompiler(mark)),
                                        ends(measure, name, mark -> 1 / withoutCompiler(mark)),
                                        ratio(measure, name, this::rate),
                                        ends(measure, name, this::rate)));
        return table.lines();
    }

    private double withoutCompiler(Mark mark) {
        return (mark.cpu() - mark.compiler()) / 1e3 / messages;
    }

    private double rate(Mark mark) {
        return messages * 1e9 / mark.wall();
    }

    private String ratio(String measure, String name, ToDoubleFunction<Mark> figure) {
        return fine(ratios(measure, name, figure).median());
    }

    private String ends(String measure, String name, ToDoubleFunction<Mark> figure) {
        Spread spread = ratios(measure, name, figure);
        return "(" + fine(spread.min()) + " - " + fine(spread.max()) + ")";
    }

    private Spread ratios(String measure, String name, ToDoubleFunction<Mark> figure) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < results.get(name).size(); round++) {
            ratios.add(
                    figure.applyAsDouble(results.get(name).get(round))
                            / figure.applyAsDouble(results.get(measure).get(round)));
        }
        return Spread.of(ratios);
    }

    private static Spread spread(List<Mark> marks, ToDoubleFunction<Mark> figure) {
        return Spread.of(marks.stream().map(figure::applyAsDouble).toList());
    }

    private static String fine(double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }

    private static String whole(double figure) {
        return String.format(Locale.ROOT, "%,.0f", figure);
    }
}
