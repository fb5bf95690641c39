package io.millrace.training.report;

import io.millrace.training.metrics.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A chart of two axes, as SVG. */
public final class Plot {

    private static final int WIDTH = 440;
    private static final int HEIGHT = 320;
    private static final int LEFT = 58;
    private static final int RIGHT = 16;
    private static final int TOP = 12;
    private static final int BOTTOM = 46;

    private final Axis x;
    private final Axis y;
    private final StringBuilder marks = new StringBuilder();
    private final List<String> legend = new ArrayList<>();

    public Plot(Axis x, Axis y) {
        this.x = x;
        this.y = y;
    }

    /** Colours, as the style sheet names them. */
    public enum Ink {
        FIRST,
        SECOND,
        FAINT;

        String css() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Points joined by lines; those closer than half a pixel to the one before are left out. */
    public Plot line(Ink ink, List<Point> points) {
        StringBuilder path = new StringBuilder();
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        for (int i = 0; i < points.size(); i++) {
            double px = px(points.get(i).x());
            double py = py(points.get(i).y());
            boolean near = Math.abs(px - lastX) < 0.5 && Math.abs(py - lastY) < 0.5;
            if (!near || i == points.size() - 1) {
                path.append(path.isEmpty() ? "M" : "L");
                path.append(Text.pixel(px)).append(' ').append(Text.pixel(py));
                lastX = px;
                lastY = py;
            }
        }
        marks.append("<path class=\"line ").append(ink.css());
        marks.append("\" d=\"").append(path).append("\"/>\n");
        return this;
    }

    /** A dot a point, of a radius in pixels. */
    public Plot dots(Ink ink, List<Point> points, double radius) {
        for (Point point : points) {
            marks.append(
                    "<circle class=\"dot %s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>\n"
                            .formatted(
                                    ink.css(),
                                    Text.pixel(px(point.x())),
                                    Text.pixel(py(point.y())),
                                    Text.pixel(radius)));
        }
        return this;
    }

    /** Names what is drawn in an ink. */
    public Plot legend(Ink ink, String text) {
        legend.add("<span class=\"key %s\"></span>%s".formatted(ink.css(), Text.escaped(text)));
        return this;
    }

    private double px(double value) {
        return LEFT + x.share(value) * (WIDTH - LEFT - RIGHT);
    }

    private double py(double value) {
        return HEIGHT - BOTTOM - y.share(value) * (HEIGHT - TOP - BOTTOM);
    }

    /** The chart with a caption, as an element of HTML. */
    public String figure(String caption) {
        StringBuilder out = new StringBuilder("<figure>\n<figcaption>");
        out.append(Text.escaped(caption)).append("</figcaption>\n");
        out.append("<svg viewBox=\"0 0 %d %d\" role=\"img\">\n".formatted(WIDTH, HEIGHT));
        x.ticks().forEach(tick -> out.append(gridX(tick)));
        y.ticks().forEach(tick -> out.append(gridY(tick)));
        out.append(marks);
        out.append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "title", "middle", x.title()));
        double middle = (TOP + HEIGHT - BOTTOM) / 2.0;
        out.append(
                "<text class=\"title\" text-anchor=\"middle\" transform=\"translate(14 %s) rotate(-90)\">%s</text>\n"
                        .formatted(Text.pixel(middle), Text.escaped(y.title())));
        out.append("</svg>\n");
        if (!legend.isEmpty()) {
            out.append("<p class=\"legend\">").append(String.join(" ", legend)).append("</p>\n");
        }
        return out.append("</figure>\n").toString();
    }

    private String gridX(double tick) {
        return rule(px(tick), TOP, px(tick), HEIGHT - BOTTOM)
                + text(px(tick), HEIGHT - BOTTOM + 16, "tick", "middle", label(tick, x));
    }

    private String gridY(double tick) {
        return rule(LEFT, py(tick), WIDTH - RIGHT, py(tick))
                + text(LEFT - 6, py(tick) + 4, "tick", "end", label(tick, y));
    }

    private static String label(double tick, Axis axis) {
        double size = Math.max(Math.abs(axis.from()), Math.abs(axis.to()));
        if (size >= 1e6 || size < 1e-3) {
            return String.format(Locale.ROOT, "%.1e", tick);
        }
        double span = axis.to() - axis.from();
        int decimals = span > 8 ? 0 : span > 0.8 ? 1 : span > 0.08 ? 2 : 4;
        return String.format(Locale.ROOT, "%." + decimals + "f", tick);
    }

    private static String rule(double x1, double y1, double x2, double y2) {
        return "<line class=\"grid\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n"
                .formatted(Text.pixel(x1), Text.pixel(y1), Text.pixel(x2), Text.pixel(y2));
    }

    private static String text(double x, double y, String kind, String anchor, String text) {
        return "<text class=\"%s\" text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>\n"
                .formatted(kind, anchor, Text.pixel(x), Text.pixel(y), Text.escaped(text));
    }
}
