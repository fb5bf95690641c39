package io.millrace.bench.features;

import io.millrace.bench.features.job.Rival;
import io.millrace.bench.features.job.Setting;
import io.millrace.bench.measure.Spread;
import io.millrace.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of one contest over a single sum. */
final class SumReport {

    private SumReport() {}

    static List<String> lines(List<Course> courses) {
        List<String> lines = new ArrayList<>();
        Setting setting = courses.get(0).setting();
        lines.add(
                text(
                        "%,d keys, %s, %d events per key and hour, window %d min%s",
                        setting.keys(),
                        setting.backend(),
                        setting.perHour(),
                        setting.window(),
                        setting.checkpoints() == 0
                                ? ""
                                : ", a checkpoint every " + setting.checkpoints() + " s"));
        TextTable table = new TextTable();
        table.row(
                "",
                "events/CPU-s",
                "(min - max)",
                "without JIT",
                "GC %",
                "ours x",
                "(min - max)",
                "events a round",
                "minutes before",
                "results right",
                "answers");
        Course ours = courses.get(0);
        for (Course course : courses) {
            row(table, ours, course);
        }
        lines.addAll(table.lines());
        return lines;
    }

    private static void row(TextTable table, Course ours, Course course) {
        Spread rate = course.spread(Slice::rate);
        Spread times = ours.times(course);
        table.row(
                course.setting().rival().title(),
                text("%,.0f", rate.median()),
                text("(%,.0f - %,.0f)", rate.min(), rate.max()),
                text("%,.0f", course.spread(Slice::rateWithoutCompiler).median()),
                text("%.1f", course.spread(Slice::collectorPercent).median()),
                text("%.2f", times.median()),
                text("(%.2f - %.2f)", times.min(), times.max()),
                text("%,d", course.events()),
                text("%d", course.filledMinutes()),
                text("%,d%s", course.results(), course.right() ? "" : " WRONG"),
                course.setting().rival().answer().text());
    }

    /** Whether nobody won by doing less. */
    static boolean right(List<Course> courses) {
        return courses.stream().allMatch(Course::right);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    static List<Setting> settings(
            List<Rival> rivals,
            String backend,
            int keys,
            int perHour,
            int window,
            int checkpoints) {
        return rivals.stream()
                .map(rival -> new Setting(rival, backend, keys, perHour, window, checkpoints))
                .toList();
    }
}
