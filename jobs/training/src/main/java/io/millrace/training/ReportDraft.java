package io.millrace.training;

import io.millrace.training.dataset.Part;
import io.millrace.training.metrics.Point;
import io.millrace.training.model.Round;
import io.millrace.training.report.Axis;
import io.millrace.training.report.Bars;
import io.millrace.training.report.Plot;
import io.millrace.training.report.Plot.Ink;
import io.millrace.training.report.Report;
import io.millrace.training.report.Report.Fact;
import io.millrace.training.request.Split;
import io.millrace.training.request.TrainingRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Puts a run into words and charts. */
final class ReportDraft {

    private static final int MOST_BARS = 20;

    private final Fitted fitted;
    private final TrainingRequest request;

    private ReportDraft(Fitted fitted) {
        this.fitted = fitted;
        this.request = fitted.request();
    }

    static Report fitted(Fitted fitted) {
        ReportDraft report = new ReportDraft(fitted);
        return new Report(
                fitted.request().name() + " " + fitted.request().version(),
                report.summary(),
                fitted.evaluation().headline(),
                fitted.evaluation().table(),
                report.figures(),
                report.facts());
    }

    private String summary() {
        Part test = fitted.parts().test();
        return "%s, fitted to the label %s from %d features of %d rows; tested on %d rows that it has not seen, %s to %s."
                .formatted(
                        fitted.model().description(),
                        request.columns().label(),
                        fitted.set().features().size(),
                        fitted.parts().train().rows(),
                        test.rows(),
                        test.from(),
                        test.to());
    }

    private List<String> figures() {
        List<String> figures = new ArrayList<>(fitted.evaluation().figures());
        List<String> features = fitted.set().features();
        double[] importance = fitted.model().importance();
        figures.add(
                Bars.figure(
                        "Feature importance (share of " + fitted.model().importanceKind() + ")",
                        IntStream.range(0, features.size())
                                .mapToObj(i -> new Bars.Bar(features.get(i), importance[i]))
                                .toList(),
                        MOST_BARS));
        if (!fitted.model().rounds().isEmpty()) {
            figures.add(rounds(fitted.model().rounds()));
        }
        return figures;
    }

    private static String rounds(List<Round> rounds) {
        boolean validated = !Double.isNaN(rounds.get(0).validation());
        double[] all =
                rounds.stream()
                        .flatMapToDouble(r -> DoubleStream.of(r.train(), r.validation()))
                        .toArray();
        Axis x = new Axis("round", 0, Math.max(1, rounds.size()));
        Plot plot =
                new Plot(x, Axis.around(rounds.get(0).metric(), all))
                        .line(Ink.FIRST, curve(rounds.stream().mapToDouble(Round::train)))
                        .legend(Ink.FIRST, "training");
        if (validated) {
            plot.line(Ink.SECOND, curve(rounds.stream().mapToDouble(Round::validation)))
                    .legend(Ink.SECOND, "validation");
        }
        return plot.figure("Course of the fitting");
    }

    private static List<Point> curve(DoubleStream values) {
        double[] array = values.toArray();
        return IntStream.range(0, array.length).mapToObj(i -> new Point(i + 1, array[i])).toList();
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("training part", part(fitted.parts().train())));
        facts.add(new Fact("validation part", part(fitted.parts().validation())));
        facts.add(new Fact("test part", part(fitted.parts().test())));
        facts.add(new Fact("split", split()));
        facts.add(new Fact("label", request.columns().label()));
        facts.add(new Fact("algorithm", fitted.model().description()));
        facts.add(
                new Fact(
                        "parameters",
                        fitted.parameters().all().entrySet().stream()
                                .map(entry -> entry.getKey() + " " + entry.getValue())
                                .collect(Collectors.joining(", "))));
        facts.add(new Fact("seed", Long.toString(request.method().seed())));
        facts.add(new Fact("model.onnx, SHA-256", fitted.sha256()));
        facts.add(
                new Fact(
                        "ONNX Runtime against the trainer",
                        "at most %s apart, rows with missing values included"
                                .formatted(
                                        String.format(Locale.ROOT, "%.1e", fitted.deviation()))));
        return facts;
    }

    private String split() {
        Split split = request.split();
        String shares =
                split.by() == Split.By.TIME
                        ? "by time; the newest %s of the rows test, %s before them validate"
                        : "by group; %s of the groups test, %s validate";
        String horizon =
                split.horizon().isZero()
                        ? ""
                        : "; labels look %s ahead, so that %d rows near the next part are left out"
                                .formatted(text(split.horizon()), fitted.parts().dropped());
        return shares.formatted(split.test(), split.validation()) + horizon;
    }

    private static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private String part(Part part) {
        if (part.isEmpty()) {
            return "no rows";
        }
        String groups =
                request.columns().group() == null
                        ? ""
                        : ", %d different %s".formatted(part.groups(), request.columns().group());
        return "%d rows, %s to %s%s".formatted(part.rows(), part.from(), part.to(), groups);
    }
}
