package io.millrace.cli.parity;

import io.millrace.cli.terminal.TextTable;
import io.millrace.scoring.parity.Example;
import io.millrace.scoring.parity.FeatureParity;
import io.millrace.scoring.parity.ParityReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report as lines for people. */
public final class ParityText {

    private ParityText() {}

    /** Counts of rows, a line a feature, then examples of what is not equal. */
    public static List<String> of(ParityReport report) {
        List<String> lines = new ArrayList<>();
        ParityReport.Rows rows = report.rows();
        lines.add("Rows, matched by " + String.join(", ", report.match()));
        lines.add("  in both    %,15d".formatted(rows.paired()));
        lines.add("  missing    %,15d   in history only".formatted(rows.missing()));
        rows.missingExamples().forEach(row -> lines.add("    " + row));
        lines.add("  extra      %,15d   in the log only".formatted(rows.extra()));
        rows.extraExamples().forEach(row -> lines.add("    " + row));
        lines.add("");
        lines.addAll(features(report).lines());
        for (FeatureParity feature : report.features()) {
            if (!feature.examples().isEmpty()) {
                lines.add("");
                lines.add(feature.feature());
                lines.addAll(examples(feature).lines().stream().map("  "::concat).toList());
            }
        }
        if (!report.notLogged().isEmpty()) {
            lines.add("");
            lines.add("Not logged: " + String.join(", ", report.notLogged()));
        }
        return lines;
    }

    private static TextTable features(ParityReport report) {
        TextTable table =
                new TextTable()
                        .row(
                                "feature",
                                "compared",
                                "equal",
                                "different",
                                "missing",
                                "extra",
                                "largest difference");
        for (FeatureParity feature : report.features()) {
            table.row(
                    feature.feature(),
                    count(feature.compared()),
                    count(feature.equal()),
                    count(feature.different()),
                    count(feature.missing()),
                    count(feature.extra()),
                    number(feature.largest()));
        }
        return table;
    }

    private static TextTable examples(FeatureParity feature) {
        TextTable table = new TextTable();
        for (Example example : feature.examples()) {
            table.row(
                    example.row(), "live " + example.live(), "recomputed " + example.recomputed());
        }
        return table;
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String number(double difference) {
        return difference == 0 ? "0" : String.format(Locale.ROOT, "%.6g", difference);
    }
}
