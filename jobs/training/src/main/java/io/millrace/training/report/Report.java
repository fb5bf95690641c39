package io.millrace.training.report;

import java.util.List;

/**
 * The contents of a report.
 *
 * @param summary one sentence below the title
 * @param headline few numbers in large type
 * @param metrics one row a metric, one value a column
 * @param figures elements of HTML, in the order of reading
 * @param facts where the model comes from
 */
public record Report(
        String title,
        String summary,
        List<Fact> headline,
        Table metrics,
        List<String> figures,
        List<Fact> facts) {

    /** A named text. */
    public record Fact(String name, String text) {

        /** A number in the report's form. */
        public static Fact of(String name, double value) {
            return new Fact(name, Text.number(value));
        }
    }

    /** Numbers by row and column; NaN is shown as a dash. */
    public record Table(List<String> columns, List<Row> rows) {}

    /** A row of a table. */
    public record Row(String name, List<Double> values) {}

    public String toHtml() {
        return Page.of(this);
    }
}
