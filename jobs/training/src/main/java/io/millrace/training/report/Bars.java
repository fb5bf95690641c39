package io.millrace.training.report;

import java.util.Comparator;
import java.util.List;

/** Named shares as horizontal bars, the greatest first. */
public final class Bars {

    private static final int WIDTH = 440;
    private static final int NAMES = 210;
    private static final int ROW = 20;
    private static final int MOST_LETTERS = 34;

    private Bars() {}

    /**
     * One bar.
     *
     * @param share in [0, 1]
     */
    public record Bar(String name, double share) {}

    /**
     * The chart with a caption, as an element of HTML.
     *
     * @param most how many bars to show
     */
    public static String figure(String caption, List<Bar> bars, int most) {
        List<Bar> shown =
                bars.stream()
                        .sorted(Comparator.comparingDouble(Bar::share).reversed())
                        .limit(most)
                        .toList();
        double longest = Math.max(1e-12, shown.stream().mapToDouble(Bar::share).max().orElse(0));
        StringBuilder out = new StringBuilder("<figure>\n<figcaption>");
        out.append(Text.escaped(caption)).append("</figcaption>\n");
        out.append(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\">\n"
                        .formatted(WIDTH, Math.max(1, shown.size()) * ROW + 8));
        for (int i = 0; i < shown.size(); i++) {
            out.append(bar(shown.get(i), i, longest));
        }
        out.append("</svg>\n");
        if (bars.size() > shown.size()) {
            out.append(
                    "<p class=\"legend\">%d of %d features</p>\n"
                            .formatted(shown.size(), bars.size()));
        }
        return out.append("</figure>\n").toString();
    }

    private static String bar(Bar bar, int row, double longest) {
        double length = (WIDTH - NAMES - 52) * bar.share() / longest;
        int baseline = row * ROW + 18;
        return """
                <text class="name" text-anchor="end" x="%d" y="%d"><title>%s</title>%s</text>
                <rect class="bar" x="%d" y="%d" width="%s" height="13" rx="2"/>
                <text class="tick" x="%s" y="%d">%s</text>
                """
                .formatted(
                        NAMES - 8,
                        baseline,
                        Text.escaped(bar.name()),
                        Text.escaped(shortened(bar.name())),
                        NAMES,
                        baseline - 11,
                        Text.pixel(length),
                        Text.pixel(NAMES + length + 5),
                        baseline,
                        Text.number(bar.share()));
    }

    private static String shortened(String name) {
        return name.length() <= MOST_LETTERS ? name : name.substring(0, MOST_LETTERS - 1) + "…";
    }
}
