package io.millrace.bench.features;

import io.millrace.bench.features.job.Setting;
import io.millrace.bench.measure.Spread;
import io.millrace.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The table of one contest; its first job is compared with the others. */
final class ContestReport {

    private ContestReport() {}

    /**
     * Lines of text.
     *
     * @param title what the jobs have in common
     * @param names what they differ in
     */
    static List<String> lines(String title, List<Course> courses, Function<Setting, String> names) {
        List<String> lines = new ArrayList<>();
        lines.add(title);
        TextTable table = new TextTable();
        table.row(
                "",
                "events/CPU-s",
                "(min - max)",
                "without JIT",
                "GC %",
                "first is x",
                "(min - max)",
                "events a round",
                "filled min",
                "heap B/key",
                "checkpoint B/key",
                "checked",
                "answers");
        for (Course course : courses) {
            row(table, names.apply(course.setting()), courses.get(0), course);
        }
        lines.addAll(table.lines());
        return lines;
    }

    private static void row(TextTable table, String name, Course first, Course course) {
        Spread rate = course.spread(Slice::rate);
        Spread times = first.times(course);
        table.row(
                name,
                text("%,.0f", rate.median()),
                text("(%,.0f - %,.0f)", rate.min(), rate.max()),
                text("%,.0f", course.spread(Slice::rateWithoutCompiler).median()),
                text("%.1f", course.spread(Slice::collectorPercent).median()),
                text("%.2f", times.median()),
                text("(%.2f - %.2f)", times.min(), times.max()),
                text("%,d", course.events()),
                text("%,d", course.filledMinutes()),
                text("%,.0f", course.heapPerKey()),
                text("%,.0f", course.checkpointPerKey()),
                checked(course.verdict()),
                course.setting().rival().answer().text());
    }

    private static String checked(Verdict verdict) {
        String result = text("%,d %s", verdict.checked(), verdict.right() ? "right" : "WRONG");
        return verdict.share() == 1
                ? result
                : text("%,d: %.1f %% of the total", verdict.checked(), 100 * verdict.share());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
