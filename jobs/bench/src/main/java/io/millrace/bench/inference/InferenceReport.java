package io.millrace.bench.inference;

import io.millrace.bench.measure.Spread;
import io.millrace.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The figures of one subject's rounds. */
final class InferenceReport {

    private final List<Map<Contender, Outcome>> rounds = new ArrayList<>();

    void add(Map<Contender, Outcome> round) {
        rounds.add(new EnumMap<>(round));
    }

    /** A table; ratios are formed within a round, whose runs were next to each other. */
    List<String> lines() {
        TextTable table =
                new TextTable()
                        .row(
                                "",
                                "rows/CPU-s",
                                "ns/row",
                                "(min - max)",
                                "bytes/row",
                                "/ bare",
                                "(min - max)",
                                "/ bare, with JIT",
                                "/ bare, less source");
        for (Contender contender : rounds.get(0).keySet()) {
            Spread nanos = spread(round -> round.get(contender).nanos());
            Spread ratio = spread(round -> ratio(round, contender));
            table.row(
                    contender.title(),
                    text("%,.0f", 1e9 / nanos.median()),
                    text("%,.0f", nanos.median()),
                    text("(%,.0f - %,.0f)", nanos.min(), nanos.max()),
                    text("%,.1f", spread(round -> round.get(contender).allocated()).median()),
                    text("%.2f", ratio.median()),
                    text("(%.2f - %.2f)", ratio.min(), ratio.max()),
                    text("%.2f", spread(round -> ratioWithCompiler(round, contender)).median()),
                    text("%.2f", spread(round -> ratioWithoutSource(round, contender)).median()));
        }
        List<String> lines = new ArrayList<>(table.lines());
        versus(Contender.STAGE, Contender.PLAIN_MAP, lines);
        versus(Contender.CHECKPOINTED, Contender.STAGE, lines);
        return lines;
    }

    private void versus(Contender one, Contender other, List<String> lines) {
        if (rounds.get(0).containsKey(one) && rounds.get(0).containsKey(other)) {
            Spread ratio = spread(round -> round.get(other).nanos() / round.get(one).nanos());
            lines.add(
                    text(
                            "%s / %s: %.2f (%.2f - %.2f)",
                            one.title(), other.title(), ratio.median(), ratio.min(), ratio.max()));
        }
    }

    private static double ratio(Map<Contender, Outcome> round, Contender contender) {
        return round.get(Contender.BARE).nanos() / round.get(contender).nanos();
    }

    private static double ratioWithCompiler(Map<Contender, Outcome> round, Contender contender) {
        return round.get(contender).rate() / round.get(Contender.BARE).rate();
    }

    private static double ratioWithoutSource(Map<Contender, Outcome> round, Contender contender) {
        boolean job = contender != Contender.BARE && contender != Contender.SOURCE;
        double source = job ? round.get(Contender.SOURCE).nanos() : 0;
        return round.get(Contender.BARE).nanos() / (round.get(contender).nanos() - source);
    }

    private Spread spread(ToDoubleFunction<Map<Contender, Outcome>> figure) {
        return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
    }

    private static String text(String format, Object... figures) {
        return String.format(Locale.ROOT, format, figures);
    }
}
